"""What the running programs print, each line under its program's name."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from datetime import datetime

from honcho.colour import get_colours
from honcho.printer import Message, Printer

SPEAKER = "liaison"


class Terminal:
    """Without a reader (`make demo | head`) it stays silent: nobody stops working for that."""

    def __init__(self) -> None:
        self._printer = Printer(sys.stdout, width=len("scheduler"))
        self._colours = get_colours()
        self._lock = threading.Lock()

    def say(self, text: str, *, name: str = SPEAKER, colour: str | None = None) -> None:
        now = datetime.now().astimezone()
        with self._lock, suppress(BrokenPipeError):
            self._printer.write(Message("line", text, now, name, colour))

    def show(self, text: str) -> None:
        with self._lock, suppress(BrokenPipeError):
            print(text, flush=True)

    def pipe(self, name: str) -> int:
        """Return an end to write to; the caller closes it once the program has it."""
        reading, writing = os.pipe()
        arguments = (name, reading, next(self._colours))
        threading.Thread(target=self._relay, args=arguments, daemon=True).start()
        return writing

    def _relay(self, name: str, reading: int, colour: str) -> None:
        with os.fdopen(reading, errors="replace") as lines:
            for line in lines:
                self.say(line, name=name, colour=colour)
