"""A photo is drawn anew; what is no photo is refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from concerns import photos
from concerns.actions.photos import add_photos
from tests.factories.concerns import ConcernFactory

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def file_of(size=(40, 30), kind="JPEG", mode="RGB", **values):
    written = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 0).save(written, kind, **values)
    return written.getvalue()


def with_place():
    exif = Image.Exif()
    exif[MAKE] = "SpyCam of Rosa Resident"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (40.0, 26.0, 46.0)
    return file_of(exif=exif, comment=b"Rosa was here")


def bomb():
    """A PNG of 50,000 × 50,000 points in a few bytes."""  # noqa: RUF002 -- as people write it

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def test_place_and_camera_are_gone():
    content = with_place()
    assert b"Rosa" in content

    picture = photos.redraw(content)
    with Image.open(io.BytesIO(picture.content)) as drawn:
        assert dict(drawn.getexif()) == {}
        assert "comment" not in drawn.info
    assert b"Rosa" not in picture.content


def test_photo_stands_upright():
    picture = photos.redraw(with_place())

    assert (picture.width, picture.height) == (30, 40)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("GIF", "P"), ("WEBP", "RGB")],
)
def test_photo_of_any_kind_becomes_a_jpeg(kind, mode):
    picture = photos.redraw(file_of(kind=kind, mode=mode))

    with Image.open(io.BytesIO(picture.content)) as drawn:
        assert (drawn.format, drawn.mode, drawn.size) == ("JPEG", "RGB", (40, 30))


def test_large_photo_is_made_smaller():
    picture = photos.redraw(file_of((4000, 3000)))

    assert (picture.width, picture.height) == (1600, 1200)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
        file_of()[:200],
        bomb(),
        b"\0" * (photos.LARGEST_FILE + 1),
    ],
    ids=["empty", "head", "svg", "pdf", "broken", "cut", "bomb", "large"],
)
def test_what_is_no_photo_is_refused(content):
    with pytest.raises(ValidationError):
        photos.redraw(content)


def test_photos_join_a_concern(db):
    concern = ConcernFactory()
    add_photos(concern=concern, pictures=[photos.redraw(file_of())])

    assert bytes(concern.photos.get().content[:2]) == b"\xff\xd8"


def test_too_many_photos_are_refused(db):
    concern = ConcernFactory()
    picture = photos.redraw(file_of())
    add_photos(concern=concern, pictures=[picture] * 4)

    with pytest.raises(ValidationError, match="At most 5"):
        add_photos(concern=concern, pictures=[picture] * 2)
