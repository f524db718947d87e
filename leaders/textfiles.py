"""Bytes that somebody uploaded, as text: or a sentence why they are not."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from leaders.errors import UnreadableFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MEGABYTE = 1024 * 1024

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"


@dataclass(frozen=True)
class Text:
    """What was read, and what the reader should know about how."""

    text: str
    notice: StrOrPromise = ""


def refuse_size(size: int, *, limit: int) -> None:
    """Say how large the file is and how large it may be."""
    if size > limit:
        raise UnreadableFile(
            _("The file has %(size)s MB; at most %(limit)s MB can be read. Split it into parts.")
            % {"size": -(-size // MEGABYTE), "limit": limit // MEGABYTE}
        )


def decoded(content: bytes) -> Text:
    """UTF-8 where it is UTF-8; else UTF-16 by its mark, else Windows-1252 with a notice."""
    _refuse_other_kinds(content)
    if content.startswith(_UTF_16):
        try:
            return Text(content.decode("utf-16"))
        except UnicodeDecodeError as error:
            raise UnreadableFile(
                _("The file is broken: it says it is UTF-16 text, and is not. Save it as UTF-8.")
            ) from error
    try:
        return Text(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Text(
            # The five bytes Windows-1252 leaves open are read as Latin-1 has them.
            content.decode("cp1252", errors="liaison_latin1"),
            _(
                "The file is not UTF-8 text. It was read as Windows-1252; look whether names with "
                "accents came out right."
            ),
        )


def _latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("liaison_latin1", _latin1)


def _refuse_other_kinds(content: bytes) -> None:
    if not content.strip():
        raise UnreadableFile(_("The file is empty."))
    if content.startswith((_ZIP, _OLD_EXCEL)):
        raise UnreadableFile(
            _(
                "This is an Excel workbook or a zip archive. Save the sheet as CSV, or the map "
                "layer as GeoJSON, and upload that."
            )
        )
    if content.startswith(_PDF):
        raise UnreadableFile(_("This is a PDF, not a list that can be read."))
