"""Becomes one program that cannot outlive the process that asked for it.

Run as a file with a bare interpreter, never imported: between fork and exec of a threaded process
nothing but exec is safe, so what must happen there happens here. On Linux the kernel signals the
program when its parent dies, however that happens. With `--user` a program that refuses to run as
root gets another account; where that account cannot reach the files (a checkout below /root), it
keeps the one capability it needs for that.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_OVERRIDE = 1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--parent", type=int, default=os.getppid())
    parser.add_argument("--death-signal", required=True)
    parser.add_argument("--user", type=int)
    parser.add_argument("--group", type=int)
    parser.add_argument("--reach-all-files", action="store_true")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    if options.user is not None:
        change_account(options.user, options.group, reach_all_files=options.reach_all_files)
    if sys.platform == "linux":
        control(PR_SET_PDEATHSIG, signal.Signals[options.death_signal].value)
    if os.getppid() == options.parent:
        os.execvp(options.command[0], options.command)  # noqa: S606 -- the list comes from our own code


def change_account(user: int, group: int, *, reach_all_files: bool) -> None:
    if reach_all_files:
        control(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setgid(group)
    os.setuid(user)
    if reach_all_files:
        bit = 1 << CAP_DAC_OVERRIDE
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        sets = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
        if ctypes.CDLL(None, use_errno=True).capset(header, sets):
            raise OSError(ctypes.get_errno(), "capset")
        control(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE)


def control(option: int, *arguments: int) -> None:
    values = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:4]]
    if ctypes.CDLL(None, use_errno=True).prctl(option, *values):
        raise OSError(ctypes.get_errno(), "prctl")


if __name__ == "__main__":
    main()
