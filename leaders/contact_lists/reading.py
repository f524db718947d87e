"""A file as a table: a map layer, or CSV whatever its delimiter, line ends and quoting."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from django.utils.translation import gettext_lazy as _

from leaders import textfiles
from leaders.contact_lists import layers
from leaders.contact_lists.table import Record, Table, named
from leaders.errors import UnreadableFile

MAX_BYTES = 10 * textfiles.MEGABYTE
MAX_ROWS = 20_000
DELIMITERS = (",", ";", "\t", "|")
# How many records tell which delimiter it is.
SAMPLE = 20
# UTF-16 without its mark: every second byte is empty.
MANY_NULS = 0.2


def read(content: bytes) -> Table:
    """The table, or a sentence why it cannot be read."""
    textfiles.refuse_size(len(content), limit=MAX_BYTES)
    if layers.is_layer(content):
        return layers.read(content)
    decoded = textfiles.decoded(content)
    notices = [decoded.notice] if decoded.notice else []
    text, nuls = _without_nuls(decoded.text)
    if nuls:
        notices.append(_("%(count)s NUL characters were removed.") % {"count": nuls})
    text, delimiter = _delimited(text)
    records = [row for row in _records(text, delimiter) if any(map(str.strip, row.cells))]
    if not records:
        raise UnreadableFile(_("The file is empty."))
    header = named(records.pop(0).cells)
    if not records:
        raise UnreadableFile(_("The file has names of columns, but no rows below them."))
    if len(records) > MAX_ROWS:
        raise UnreadableFile(
            _("The file has %(count)s rows; at most %(limit)s can be imported at once. Split it.")
            % {"count": len(records), "limit": MAX_ROWS}
        )
    return Table(header, records, notices)


def _without_nuls(text: str) -> tuple[str, int]:
    nuls = text.count("\x00")
    if nuls > len(text) * MANY_NULS:
        raise UnreadableFile(_("The file is not plain text. Save it as CSV in UTF-8."))
    return text.replace("\x00", ""), nuls


def _delimited(text: str) -> tuple[str, str]:
    """The delimiter that cuts the first records into the most columns, the same in each."""
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return rest, first.strip()[-1]
    return text, max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    sample = islice(_records(text, delimiter, lenient=True), SAMPLE)
    widths = [len(record.cells) for record in sample if any(record.cells)]
    if not widths or widths[0] == 1:
        return 0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]


def _records(text: str, delimiter: str, *, lenient: bool = False) -> Iterator[Record]:
    lines: list[str] = []

    def remembered() -> Iterator[str]:
        for line in StringIO(text, newline=""):
            lines.append(line)
            yield line

    reader = csv.reader(remembered(), delimiter=delimiter)
    start, is_unclosed = 1, False
    try:
        for cells in reader:
            is_unclosed = len(lines) > 1 and sum(line.count('"') for line in lines) % 2 == 1
            lines.clear()
            yield Record(start, cells)
            last, start = start, reader.line_num + 1
    except csv.Error as error:
        # A cell without end: larger than any cell may be.
        raise _unclosed(start) from error
    if is_unclosed and not lenient:
        raise _unclosed(last)


def _unclosed(line: int) -> UnreadableFile:
    return UnreadableFile(
        _("A quotation mark opened on line %(line)s is never closed, so the rest is unreadable.")
        % {"line": line}
    )
