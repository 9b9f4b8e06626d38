"""The printed code that leads to the verify page."""

from base64 import b64encode

import qrcode
from qrcode.image.svg import SvgPathImage


def qr(address: str) -> str:
    """The address as a QR code, in a form that a page carries within itself."""
    code = qrcode.QRCode(border=0, image_factory=SvgPathImage)
    code.add_data(address)
    svg = code.make_image().to_string()
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"
