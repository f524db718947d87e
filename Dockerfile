# One image for the web, worker and scheduler processes. See docker-compose.yml.

FROM python:3.13-slim AS build
WORKDIR /app
ENV PATH=/venv/bin:$PATH
COPY requirements.txt ./
RUN python -m venv /venv \
    && pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN python config/catalogs.py \
    && SECRET_KEY=needed-by-no-static-file STATIC_ROOT=/static python manage.py collectstatic --no-input --verbosity=0 \
    && rm -rf node_modules

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data liaison \
    && install --directory --owner=liaison /data
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LIAISON_DATA_DIR=/data \
    STATIC_ROOT=/static
COPY --from=build /venv /venv
COPY --from=build /static /static
COPY --from=build /app /app
WORKDIR /app
USER liaison
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "config/gunicorn.py", "--bind", "0.0.0.0:8000", "config.wsgi"]
