"""A logo as papers carry it: drawn anew, small, on white, as ``data:`` of a PNG."""

from base64 import b64encode
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from blues.common.errors import BadInput
from blues.common.uploads import JPEG, PNG, check_upload
from exchanges.building.letterhead_models import LONGEST_LOGO

LINEAR_BELOW = 0.04045  # of sRGB
WIDEST, HIGHEST = 600, 240  # points of the picture: 50 by 20 mm at 300 dpi


def data_of(upload) -> str:
    """Refuse what is no picture; keep nothing of the file but what one sees."""
    try:
        check_upload(upload, kinds=(PNG, JPEG))  # the kind, its size, and the scanner for viruses
    except ValidationError as refused:
        raise BadInput(" ".join(refused.messages)) from refused
    drawn = _drawn(upload)
    data = f"data:image/png;base64,{b64encode(drawn).decode()}"
    if len(data) > LONGEST_LOGO:
        raise BadInput(
            _("This picture is too detailed for a letterhead."),
            way_out=_("Hand in the logo itself, without a photograph."),
        )
    return data


def _drawn(upload) -> bytes:
    from PIL import Image  # noqa: PLC0415 -- slow import

    upload.seek(0)
    picture: Image.Image = Image.open(BytesIO(upload.read()), formats=["JPEG", "PNG"])
    picture.thumbnail((WIDEST, HIGHEST))
    picture = picture.convert("RGBA")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    drawn = BytesIO()
    paper.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def contrast_with_paper(colour: str) -> float:
    """Contrast ratio of a colour such as ``#08415C`` with white, after WCAG 2.2."""
    try:
        channels = bytes.fromhex(colour.removeprefix("#"))
    except ValueError:
        return 21.0  # no colour at all: the row says so
    red, green, blue = (_linear(channel / 255) for channel in channels.ljust(3, b"\0")[:3])
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4
