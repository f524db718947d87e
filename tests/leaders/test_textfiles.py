from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaders import textfiles
from leaders.errors import UnreadableFile


@pytest.mark.parametrize(
    ("content", "text", "has_notice"),
    [
        ("Peña".encode(), "Peña", False),
        ("Peña".encode("utf-8-sig"), "Peña", False),
        ("Peña".encode("utf-16"), "Peña", False),
        ("Peña – “x”".encode("cp1252"), "Peña – “x”", True),
        (b"Pe\xf1a\x81", "Peña\x81", True),
    ],
    ids=["utf-8", "bom", "utf-16", "windows-1252", "latin-1"],
)
def test_text_is_read_in_whatever_encoding(content, text, has_notice):
    read = textfiles.decoded(content)

    assert (read.text, bool(read.notice)) == (text, has_notice)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b"PK\x03\x04rest", "Save the sheet as CSV"),
        (b"\xd0\xcf\x11\xe0rest", "Excel workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xfea", "UTF-16"),
    ],
)
def test_other_files_are_named_for_what_they_are(content, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        textfiles.decoded(content)


def test_size_over_the_limit_is_told_in_megabytes():
    with pytest.raises(UnreadableFile, match="has 50 MB; at most 10 MB"):
        textfiles.refuse_size(50 * textfiles.MEGABYTE, limit=10 * textfiles.MEGABYTE)


def test_size_at_the_limit_passes():
    textfiles.refuse_size(10, limit=10)


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(content):
    with contextlib.suppress(UnreadableFile):
        assert isinstance(textfiles.decoded(content).text, str)
