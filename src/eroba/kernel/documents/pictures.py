"""Draws pictures of strangers anew: nothing hidden stays in them, neither a place nor a second file behind."""

import io
import warnings

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from eroba.kernel.documents.refused import UploadRefused

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 9_999
_JPEG_QUALITY = 88


def drawn_anew(content: bytes, media_type: str) -> bytes:
    """Draw a JPEG or PNG picture anew, upright; raises UploadRefused when it is too large or broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
                _check_dimensions(*picture.size)
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                return _saved(upright, media_type)
    except UploadRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UploadRefused("dimensions", _too_many_pixels()) from error
    except Exception as error:  # the file is a stranger's: whatever breaks the reader is unreadable
        raise UploadRefused(
            "picture-unreadable",
            _(
                "The picture cannot be opened; it may be damaged. Take or save it again and send it once more."
            ),
        ) from error


def _saved(picture: Image.Image, media_type: str) -> bytes:
    target = io.BytesIO()
    if media_type == "image/jpeg":
        plain = picture if picture.mode in {"RGB", "L"} else picture.convert("RGB")
        plain.info.clear()
        plain.save(target, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    else:
        plain = picture if picture.mode in {"1", "L", "LA", "RGB", "RGBA"} else picture.convert("RGBA")
        plain.info.clear()
        plain.save(target, "PNG", optimize=False)
    return target.getvalue()


def _check_dimensions(width: int, height: int) -> None:
    """Ask for the size before the picture is unpacked: a few kilobytes can hold gigabytes of white."""
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise UploadRefused("dimensions", _too_many_pixels())


def _too_many_pixels() -> Promise:
    return format_lazy(
        _("The picture is too large to open: at most {side} pixels on a side and {millions} million in all. "
          "Make it smaller and send it again."),
        side=LONGEST_SIDE,
        millions=MOST_PIXELS // 1_000_000,
    )  # fmt: skip
