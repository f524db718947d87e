"""Who may use a data folder, and as which account."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psutil
import pytest

from config.local import leftovers, lock
from config.local.account import Account, account_for
from config.local.errors import LocalError
from config.local.folders import make_data_folder, make_private_folder

OURS = {"uid": os.geteuid(), "gid": os.getegid()}
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends accounts")


def test_private_folder_opens_for_its_owner_only(tmp_path):
    folder = tmp_path / "new" / "private"

    make_private_folder(folder, **OURS)
    make_private_folder(folder, **OURS)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_private_folder_is_never_somebody_elses_link(tmp_path):
    (tmp_path / "target").mkdir()
    (tmp_path / "private").symlink_to(tmp_path / "target")

    with pytest.raises(LocalError, match="is in the way"):
        make_private_folder(tmp_path / "private", **OURS)


def test_data_folder_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(LocalError, match=r"Cannot write to the data folder .*LIAISON_DATA_DIR"):
        make_data_folder(tmp_path / "file")


def test_held_folder_is_refused_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "GRACE", 0)

    with lock.hold(tmp_path), pytest.raises(lock.OccupiedError, match="already runs"):
        lock.hold(tmp_path).__enter__()


def test_folder_whose_owner_is_leaving_is_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "GRACE", 0)
    leaving = lock.hold(tmp_path)
    held = leaving.__enter__()
    held.note("stopping")
    threading.Timer(0.3, lambda: leaving.__exit__(None, None, None)).start()

    with lock.hold(tmp_path):
        assert (tmp_path / "lock").read_text() == "running"


def test_host_waits_for_its_guests(tmp_path):
    order = []
    with lock.be_guest(tmp_path):
        host = threading.Thread(
            target=lambda: (lock.wait_for_guests(tmp_path), order.append("host"))
        )
        host.start()
        host.join(0.2)
        order.append("guest")
    host.join()

    assert order == ["guest", "host"]


def test_leftovers_of_this_folder_end_and_no_others(tmp_path):
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    left, other = (
        subprocess.Popen(sleep, env=os.environ | leftovers.mark(tmp_path / name))
        for name in ("here", "elsewhere")
    )

    leftovers.end_leftovers(tmp_path / "here")

    assert not psutil.pid_exists(left.pid)
    assert other.poll() is None
    left.wait()
    other.kill()
    other.wait()


@as_root
def test_root_lends_an_account_that_exists(tmp_path):
    account = account_for(tmp_path / "postgres")

    assert account.is_lent
    assert pwd.getpwuid(account.uid).pw_name in {"liaison", "postgres", "nobody"}


@as_root
def test_root_runs_an_existing_cluster_as_its_owner(tmp_path):
    os.chown(tmp_path, 1234, 2345)

    assert account_for(tmp_path) == Account(1234, 2345, is_lent=True)


def test_own_account_needs_no_lending(tmp_path):
    assert Account(1000, 1000, is_lent=False).launch_options(tmp_path) == []


@pytest.fixture
def open_folder():
    """Not below pytest's own folder, which nobody else may enter."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux capabilities")
@pytest.mark.parametrize(
    ("mode", "extra"), [(0o755, []), (0o700, ["--reach-all-files"])], ids=["open", "closed"]
)
def test_lent_account_reaches_more_only_where_it_must(open_folder, mode, extra):
    open_folder.chmod(mode)

    options = Account(54321, 54321, is_lent=True).launch_options(open_folder)

    assert options == ["--user", "54321", "--group", "54321", *extra]


@pytest.mark.parametrize(
    ("owner", "mode"),
    [((54321, 0), 0o700), ((0, 54321), 0o710), ((0, 0), 0o701)],
    ids=["owner", "group", "others"],
)
@as_root
def test_lent_account_reaches_what_is_open_to_it(open_folder, owner, mode):
    os.chown(open_folder, *owner)
    open_folder.chmod(mode)

    options = Account(54321, 54321, is_lent=True).launch_options(open_folder)

    assert options == ["--user", "54321", "--group", "54321"]
