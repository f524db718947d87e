"""Makes this checkout ready to run: Python packages, front-end files, catalogs, static files.

Run as a file by any Python from 3.11 on, before there is an environment: standard library only.
Each step is skipped when what it depends on has not changed. Nothing is installed elsewhere.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STATE = VENV / "liaison-setup.json"
INSTALLED_FRONT_END = ROOT / "node_modules" / "@uswds"
MANIFEST = ROOT / "var" / "static" / "staticfiles.json"
# Variables that would make the tools look or install outside the checkout.
STRAY_VARIABLES = (
    "DJANGO_SETTINGS_MODULE",
    "NODE_OPTIONS",
    "NODE_PATH",
    "PIP_PREFIX",
    "PIP_TARGET",
    "PIP_USER",
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "npm_config_prefix",
)


@dataclass(frozen=True)
class Step:
    name: str
    title: str
    run: Callable[[], None]
    inputs: Sequence[Path]
    result: Path = PYTHON

    def digest(self) -> str:
        digest = hashlib.sha256()
        for path in sorted(self.inputs):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()

    def is_done(self, state: dict[str, str]) -> bool:
        return self.result.exists() and state.get(self.name) == self.digest()


def main() -> None:
    os.chdir(ROOT)
    for name in STRAY_VARIABLES:
        os.environ.pop(name, None)
    with (ROOT / "Makefile").open() as file:
        _wait_for_turn(file.fileno())
        try:
            _take(_steps(is_for_development="--dev" in sys.argv[1:]))
        except subprocess.CalledProcessError as error:
            command = " ".join(map(str, error.cmd))
            sys.exit(f"Setting up stopped at: {command}\nThe lines above say why.")
        except OSError as error:
            sys.exit(f"Setting up stopped: {error.strerror} ({error.filename}).")


def _steps(*, is_for_development: bool) -> list[Step]:
    tools = _packages("tools", "Python packages, also for development", "requirements-dev.txt")
    packages = _packages("packages", "Python packages", "requirements.txt")
    front_end = [ROOT / "package.json", ROOT / "package-lock.json"]
    steps = [
        Step("environment", "Python environment (.venv)", _make_environment, []),
        tools if is_for_development or tools.is_done(_read_state()) else packages,
        Step("front-end", "Front-end packages", _install_front_end, front_end, INSTALLED_FRONT_END),
        Step("catalogs", "Translations", _compile_catalogs, list(ROOT.glob("locale/**/*.po"))),
    ]
    if not is_for_development:
        steps.append(Step("static", "Static files", _collect_static, _static_inputs(), MANIFEST))
    return steps


def _packages(name: str, title: str, requirements: str) -> Step:
    path = ROOT / requirements
    return Step(name, title, lambda: _install_packages(path), [path])


def _take(steps: list[Step]) -> None:
    state = _read_state()
    open_steps = [step for step in steps if not step.is_done(state)]
    for number, step in enumerate(open_steps, start=1):
        print(f"[{number}/{len(open_steps)}] {step.title}", flush=True)
        began = time.monotonic()
        step.run()
        print(f"      done in {time.monotonic() - began:.0f} s", flush=True)
        state[step.name] = step.digest()
        STATE.write_text(json.dumps(state, indent=2))


def _make_environment() -> None:
    if not (PYTHON.exists() and _succeeds(PYTHON, "-I", "-c", "import pip")):
        _run(sys.executable, "-m", "venv", "--clear", VENV)


def _install_packages(requirements: Path) -> None:
    options = ["--require-hashes", "--no-deps", "--no-cache-dir", "--disable-pip-version-check"]
    _run(PYTHON, "-m", "pip", "install", *options, "--requirement", requirements)


def _install_front_end() -> None:
    """With the Node.js of the Python packages, and nothing of it kept outside."""
    cache = VENV / "npm-cache"
    path = os.pathsep.join([str(VENV / "bin"), os.getenv("PATH", os.defpath)])
    variables = {"PATH": path, "npm_config_cache": str(cache)}
    try:
        _run(VENV / "bin" / "npm", "ci", "--ignore-scripts", **variables)
    finally:
        shutil.rmtree(cache, ignore_errors=True)


def _compile_catalogs() -> None:
    _run(PYTHON, "-I", ROOT / "config" / "catalogs.py")


def _collect_static() -> None:
    variables = {"SECRET_KEY": "needed by none of these files", "STATIC_ROOT": str(MANIFEST.parent)}
    command = ["manage.py", "collectstatic", "--no-input", "--clear", "--verbosity=0"]
    _run(PYTHON, *command, **variables)


def _static_inputs() -> list[Path]:
    files = [ROOT / "requirements.txt", ROOT / "package-lock.json"]
    files += [ROOT / "config" / "staticfiles.py", ROOT / "config" / "settings.py"]
    return [*files, *(path for path in (ROOT / "static").rglob("*") if path.is_file())]


def _run(*command: str | Path, **variables: str) -> None:
    subprocess.run(command, check=True, env=os.environ | variables)


def _succeeds(*command: str | Path) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _read_state() -> dict[str, str]:
    try:
        state: dict[str, str] = json.loads(STATE.read_text())
    except (OSError, ValueError):
        return {}
    return state


def _wait_for_turn(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another make is setting up this checkout: waiting for it.", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)


if __name__ == "__main__":
    main()
