"""A word behind the text of every page, as outlines: a background is decoration to every reader,
needs no font, and cannot be selected, searched or copied as if somebody had written it.
"""

from base64 import b64encode
from io import BytesIO

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from blues.documents.bundle import bundled

COLOUR = "#E9F0F3"  # text keeps a contrast of 14:1 on it
SLOPE = -35  # degrees
FACE = "Inter-SemiBold.ttf"


def style_of(word: str) -> str:
    picture = b64encode(_picture(word.upper()).encode()).decode()
    return (
        f'@page {{ background: url("data:image/svg+xml;base64,{picture}") '
        "no-repeat center / 180mm 180mm }"
    )


def _picture(word: str) -> str:
    face = TTFont(BytesIO(bundled(FACE)))
    glyphs, names, height = face.getGlyphSet(), face.getBestCmap(), face["OS/2"].sCapHeight
    width, paths = 0, []
    for letter in word:
        glyph = glyphs[names[ord(letter)]]
        pen = SVGPathPen(glyphs)
        glyph.draw(pen)
        paths.append(f'<path transform="translate({width} 0)" d="{pen.getCommands()}"/>')
        width += glyph.width
    half = width / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-half} {-half} {width} {width}">'
        f'<g fill="{COLOUR}" transform="rotate({SLOPE}) scale(1 -1) '
        f'translate({-half} {-height / 2})">{"".join(paths)}</g></svg>'
    )
