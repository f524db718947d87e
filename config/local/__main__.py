"""`python -m config.local demo|run`"""

from __future__ import annotations

import argparse
import sys

from config.local.errors import LocalError
from config.local.runner import Runner


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m config.local")
    parser.add_argument("mode", choices=["demo", "run"])
    mode: str = parser.parse_args().mode
    try:
        Runner(mode).run()
    except LocalError as error:
        sys.exit(f"Liaison cannot start. {error}" if str(error) else 1)


if __name__ == "__main__":
    main()
