# Liaison's commands, on a machine with Python 3.11 or newer, make and git.
# Everything is installed below this folder: .venv, node_modules and var.

.DEFAULT_GOAL := help
.PHONY: help demo run setup setup-dev test check messages bench lock

# What is set outside must not change what runs inside.
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE VIRTUAL_ENV DJANGO_SETTINGS_MODULE LIAISON_DEMO

BIN := .venv/bin
# Stops everything when make itself is killed.
FOREGROUND := exec $(BIN)/python -I -S config/local/launch.py --death-signal SIGTERM --

# The first Python that will do runs the file that makes the checkout ready.
define set_up
@for python in $(BIN)/python $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
	"$$python" -I -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		&& exec "$$python" -I config/local/checkout.py $(1); \
done; \
if python3 -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	echo "Your Python lacks its venv module: install it (on Debian and Ubuntu: apt install python3-venv)." >&2; \
else \
	echo "Liaison needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python3." >&2; \
fi; exit 1
endef

help:
	@echo "make demo    run everything with an invented city, on http://127.0.0.1:8000 (or PORT=...)"
	@echo "make run     run everything for real, without sample data"
	@echo "make test    run the test suite"
	@echo "make check   format, lint, types, import contracts, migrations and tests: what CI runs"
	@echo "make bench   measure speed"
	@echo "make setup   only install what the others need (setup-dev: also what test and check need)"
	@echo "make lock    write the requirement files and package-lock.json anew"

setup:
	$(call set_up)

setup-dev:
	$(call set_up,--dev)

demo: setup
	@$(FOREGROUND) $(BIN)/python -m config.local demo

run: setup
	@$(FOREGROUND) $(BIN)/python -m config.local run

test: setup-dev
	$(BIN)/pytest --numprocesses 2 --dist worksteal -m "not slow"
	$(BIN)/pytest --numprocesses 2 --dist worksteal -m slow

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	find templates -name '*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/pytest --numprocesses 2 --dist worksteal -m "not slow" --cov --cov-report= --cov-fail-under=0
	$(BIN)/pytest --numprocesses 2 --dist worksteal -m slow --cov --cov-append

messages: setup-dev
	$(BIN)/python -m config.extraction

bench: setup-dev
	$(BIN)/python -m benchmarks

lock: setup-dev
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--quiet --output-file requirements.txt pyproject.toml
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--quiet --extra dev --output-file requirements-dev.txt pyproject.toml
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --package-lock-only --ignore-scripts
