"""Both ends of a mail connection without Liaison: a server that forgets, a sender that is bare.

python -m benchmarks.smtp_ends sink
python -m benchmarks.smtp_ends bare PORT FILE
"""

from __future__ import annotations

import asyncio
import pickle
import smtplib
import sys
import time
from pathlib import Path

REPORT_EVERY = 100
ANSWERS = {
    b"EHLO": b"250-sink\r\n250-SIZE 10000000\r\n250 PIPELINING\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}


class Session(asyncio.Protocol):
    """Accepts everything, keeps nothing, tells when every hundredth message was accepted."""

    accepted = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.buffer, self.is_data = transport, b"", False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (at := self.buffer.find(end := b"\r\n.\r\n" if self.is_data else b"\r\n")) >= 0:
            line, self.buffer = self.buffer[:at], self.buffer[at + len(end) :]
            self.transport.write(self.answer(line))

    def answer(self, line: bytes) -> bytes:
        if self.is_data:
            self.is_data = False
            self.count()
            return b"250 accepted\r\n"
        verb = line[:4].upper()
        self.is_data = verb == b"DATA"
        return ANSWERS.get(verb, b"250 fine\r\n")

    @classmethod
    def count(cls) -> None:
        cls.accepted += 1
        if cls.accepted % REPORT_EVERY == 0:
            print(time.monotonic(), flush=True)


async def sink() -> None:
    server = await asyncio.get_running_loop().create_server(Session, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def bare(port: str, prebuilt: str) -> None:
    messages = pickle.loads(Path(prebuilt).read_bytes())
    start = time.monotonic()
    with smtplib.SMTP("127.0.0.1", int(port)) as connection:
        for sender, recipient, content in messages:
            connection.sendmail(sender, [recipient], content)
        print(time.monotonic() - start)


if __name__ == "__main__":
    if sys.argv[1] == "sink":
        asyncio.run(sink())
    else:
        bare(*sys.argv[2:])
