"""Draws a picture anew: what is not picture stays behind, and what is no picture is refused."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from concerns.errors import BadPhoto

LARGEST_FILE = 10 * 1024 * 1024
MOST_PHOTOS = 5
# A phone takes 50 million points; more is a bomb.
MOST_POINTS = 60_000_000
LONGEST_SIDE = 1600
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


@dataclass(frozen=True)
class Picture:
    """A JPEG of ours."""

    content: bytes
    width: int
    height: int


def redraw(content: bytes) -> Picture:
    """The same picture without its file: no name, no place, no camera, no hidden rest."""
    if len(content) > LARGEST_FILE:
        raise BadPhoto(
            _("A photo may have %(size)d MB at most.") % {"size": LARGEST_FILE // 1024 // 1024}
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _redrawn(content)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise BadPhoto(_("This file is not a photo we can read. Send a JPEG or PNG.")) from error


def _redrawn(content: bytes) -> Picture:
    with Image.open(io.BytesIO(content), formats=FORMATS) as source:
        if source.width * source.height > MOST_POINTS:
            raise BadPhoto(_("This photo has too many points. Send a smaller one."))
        source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(source)
        drawn = _on_white(upright)
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", drawn.size)
    plain.paste(drawn)
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    return Picture(written.getvalue(), plain.width, plain.height)


def _on_white(image: Image.Image) -> Image.Image:
    """Without what shines through."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        white.alpha_composite(clear)
        return white.convert("RGB")
    return image.convert("RGB")
