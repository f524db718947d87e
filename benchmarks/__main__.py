"""`make bench`: builds a big department's data in a private database and measures the pages.

    python -m benchmarks [--keep FOLDER]

With `--keep` the data stay in a folder, and the next run need not build them.
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
    keep = parser.parse_args().keep
    folder_for_it = nullcontext(str(keep.resolve())) if keep else tempfile.TemporaryDirectory()
    with folder_for_it as folder:
        data_dir = Path(folder)
        os.environ["LIAISON_DATA_DIR"] = folder
        os.environ["STATIC_ROOT"] = str(data_dir / "static")
        os.environ["DATABASE_URL"] = addresses.database_url(data_dir)
        os.environ["REDIS_URL"] = addresses.redis_url(data_dir)
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        postgres = Postgres(data_dir)
        with running([postgres, Valkey(data_dir)]):
            postgres.make_database()
            for command in (["collectstatic", "--noinput", "-v0"], ["migrate", "-v0"]):
                subprocess.run([sys.executable, "manage.py", *command], check=True)
            measure_pages()


def measure_pages() -> None:
    import django

    django.setup()
    from benchmarks import dataset, pages

    if not dataset.is_built():
        print(
            "Building 20,000 leaders, 300 areas, 20,000 meetings, 400,000 invitations …", flush=True
        )
        dataset.build()
    print(pages.table(pages.measure()))


if __name__ == "__main__":
    main()
