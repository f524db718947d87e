"""Concerns with 200,000 of them: the queue under every filter, its pages, and raising one.

    python -m benchmarks.concerns [--keep FOLDER]

One gunicorn worker, each request in turns with the floor (`benchmarks.urls`), as in
`benchmarks.pages`. With `--keep` the data stay in a folder, and the next run need not build them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from config.local import addresses
from config.local.postgres import Postgres
from config.local.servers import running
from config.local.valkey import Valkey


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--no-queue", action="store_true", help="only raising and single pages")
    options = parser.parse_args()
    keep = options.keep
    where = nullcontext(str(keep.resolve())) if keep else tempfile.TemporaryDirectory()
    with where as folder:
        data_dir = Path(folder)
        os.environ |= {
            "LIAISON_DATA_DIR": folder,
            "STATIC_ROOT": str(data_dir / "static"),
            "DATABASE_URL": addresses.database_url(data_dir),
            "REDIS_URL": addresses.redis_url(data_dir),
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        }
        postgres = Postgres(data_dir)
        with running([postgres, Valkey(data_dir)]):
            postgres.make_database()
            for command in (["collectstatic", "--noinput", "-v0"], ["migrate", "-v0"]):
                subprocess.run([sys.executable, "manage.py", *command], check=True)
            _measure(has_queue=not options.no_queue)


def _measure(*, has_queue: bool) -> None:
    import django

    django.setup()
    from benchmarks import concerns_data, concerns_pages

    if not concerns_data.is_built():
        print("Building 200,000 concerns in 300 areas …", flush=True)
        concerns_data.build()
    print(concerns_pages.report(has_queue=has_queue), flush=True)


if __name__ == "__main__":
    main()
