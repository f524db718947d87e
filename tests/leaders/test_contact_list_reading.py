from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaders.contact_lists import reading
from leaders.errors import UnreadableFile


def rows(content):
    return [(record.line, record.cells) for record in reading.read(content).records]


@pytest.mark.parametrize(
    "content",
    [
        b"Name,Mail\nAna,a@x.org\n",
        b"Name;Mail\nAna;a@x.org\n",
        b"Name\tMail\nAna\ta@x.org\n",
        b"Name|Mail\nAna|a@x.org\n",
        b"sep=;\nName;Mail\nAna;a@x.org\n",
        b"Name,Mail\r\nAna,a@x.org\r\n",
        b"Name,Mail\rAna,a@x.org\r",
        b"\xef\xbb\xbfName,Mail\nAna,a@x.org",
        "Name,Mail\nAna,a@x.org".encode("utf-16"),
        b"\n\nName,Mail\n\n,\nAna,a@x.org\n\n",
        b'"Name","Mail"\n"Ana","a@x.org"\n',
    ],
    ids=[
        "comma",
        "semicolon",
        "tab",
        "bar",
        "sep",
        "crlf",
        "cr",
        "bom",
        "utf-16",
        "blank lines",
        "quoted",
    ],
)
def test_table_is_read_however_it_is_written(content):
    table = reading.read(content)

    assert table.header == ["Name", "Mail"]
    assert [record.cells for record in table.records] == [["Ana", "a@x.org"]]


def test_rows_carry_the_line_on_which_they_start():
    assert rows(b'Name,Address\n"Ana","1 Main\nCity"\n\nBen,2 Main\n') == [
        (2, ["Ana", "1 Main\nCity"]),
        (5, ["Ben", "2 Main"]),
    ]


def test_semicolon_file_with_commas_in_its_cells():
    assert rows(b"Name;Address\nAna;1 Main, Apt 2, City\nBen;2 Main, City\n") == [
        (2, ["Ana", "1 Main, Apt 2, City"]),
        (3, ["Ben", "2 Main, City"]),
    ]


def test_one_column_is_a_table_too():
    assert rows(b"Name\nAna\nBen\n") == [(2, ["Ana"]), (3, ["Ben"])]


@pytest.mark.parametrize(
    ("content", "notice"),
    [
        ("Name\nPeña".encode("cp1252"), "not UTF-8"),
        (b"Name,Mail\nA\x00na,a@x.org", "1 NUL characters were removed."),
    ],
)
def test_oddities_are_told(content, notice):
    table = reading.read(content)

    assert notice in str(table.notices[0])
    assert table.records[0].cells[0] in {"Peña", "Ana"}


def test_columns_without_a_name_and_with_the_same_name_are_told_apart():
    table = reading.read(b"Name,,Phone,Phone\nAna,x,1,2\n")

    assert table.header == ["Name", "Column 2", "Phone", "Phone (4)"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b",,\n,,\n", "is empty"),
        (b"Name,Mail\n", "no rows below"),
        (b'Name,Mail\n"Ana,a@x.org\nBen,b@x.org\n', "opened on line 2 is never closed"),
        (b'Name\n"' + b"x" * 200_000, "opened on line 2 is never closed"),
        (b"Ana,a@x.org\nBen,b@x.org\n", "holds an e-mail address, not names of columns"),
        ("Name,Mail\nAna,a@x.org".encode("utf-16-le"), "not plain text"),
        (b"PK\x03\x04", "Excel workbook"),
        (b",".join([b"x"] * 201) + b"\n1", "201 columns"),
        (b"Name\n" + b"Ana\n" * 20_001, "20001 rows; at most 20000"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_unreadable_file_is_refused_with_the_reason(content, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        reading.read(content)


def test_file_over_the_limit_is_refused():
    with pytest.raises(UnreadableFile, match="has 50 MB; at most 10 MB"):
        reading.read(b"x" * (50 * 1024 * 1024))


def test_samples_are_short_and_different():
    table = reading.read(b'Name,Note\nAna,"1 \n Main"\nBen\nEve,1 Main\nJo,' + b"y" * 90)

    assert table.samples(0) == ["Ana", "Ben", "Eve"]
    assert table.samples(1) == ["1 Main", "1 Main", "y" * 40]


cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12)
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(tables, st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_table_is_read_as_it_was_written(body, delimiter, encoding):
    header = [f"Column {number}" for number in range(1, len(body[0]) + 1)]
    text = StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *body])
    wanted = [row for row in body if any(cell.strip() for cell in row)]

    try:
        table = reading.read(text.getvalue().encode(encoding))
    except UnreadableFile:
        assert wanted == []
        return

    assert table.header == header
    assert [record.cells for record in table.records] == wanted


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(content):
    try:
        table = reading.read(b"a,b\n" + content)
    except UnreadableFile:
        return
    assert table.records
    assert "\x00" not in "".join(cell for record in table.records for cell in record.cells)
