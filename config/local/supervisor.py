"""Keeps programs running: one that ends is started again, one that keeps ending is a fault."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from config.local.errors import LocalError
from config.local.program import Program

MOST_ENDS = 5
WINDOW = 60  # seconds in which that many ends are too many
LONGEST_PAUSE = 4


@dataclass
class Part:
    name: str
    start: Callable[[], Program]
    program: Program
    ends: list[float] = field(default_factory=list)
    is_down: bool = False

    def pause_is_over(self) -> bool:
        pause: float = min(0.25 * 2 ** len(self.ends), LONGEST_PAUSE)
        return time.monotonic() - self.ends[-1] >= pause


class Supervisor:
    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._parts: list[Part] = []

    def start(self, name: str, start: Callable[[], Program]) -> None:
        self._parts.append(Part(name, start, start()))

    def check(self) -> None:
        for part in self._parts:
            if part.is_down:
                self._start_again(part)
            elif not part.program.is_running():
                self._note_end(part)

    def stop(self, *, last: tuple[str, ...] = ()) -> None:
        """Everything at once, except those the others need to end well."""
        first = [part.program for part in self._parts if part.name not in last]
        for programs in (first, [part.program for part in self._parts if part.name in last]):
            for program in programs:
                program.ask_to_stop()
            for program in programs:
                program.stop()

    def kill(self, *, spare: tuple[str, ...] = ()) -> None:
        for part in self._parts:
            if part.name not in spare:
                part.program.kill()

    def _note_end(self, part: Part) -> None:
        part.program.stop()
        now = time.monotonic()
        part.ends = [*(end for end in part.ends if now - end < WINDOW), now]
        part.is_down = True
        code = part.program.process.returncode
        if len(part.ends) >= MOST_ENDS:
            raise LocalError(f"{part.name} keeps ending (code {code}): its last lines say why.")
        self._say(f"{part.name} ended (code {code}), starting it again")

    def _start_again(self, part: Part) -> None:
        if part.pause_is_over():
            part.program = part.start()
            part.is_down = False
