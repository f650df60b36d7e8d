"""The pen that the timeline is drawn with: lines, words and symbols of an SVG picture.

Everything is said in attributes, never in a style sheet, so that a strict content security policy
lets the picture stand inside a page.
"""

from xml.etree.ElementTree import Element, SubElement

from keepsight.exchange.timeline.axis import width_of

INK = "#0b0c0c"
PAPER = "#ffffff"


def add(parent: Element, tag: str, text: str | None = None, **attributes: str | float) -> Element:
    """A new element; `stroke_width=2` becomes `stroke-width="2"`, and numbers are kept short."""
    named = {name.replace("_", "-"): _text(value) for name, value in attributes.items()}
    child = SubElement(parent, tag, named)
    child.text = text
    return child


def path(*steps: str | float) -> str:
    """The `d` of a path from its letters and numbers."""
    return " ".join(map(_text, steps))


def write(
    parent: Element,
    text: str,
    x: float,
    y: float,
    *,
    size: float = 14,
    bold: bool = False,
    ink: str = INK,
    anchor: str = "start",
) -> None:
    """Words whose baseline starts (or, by `anchor`, ends) at a place."""
    add(
        parent,
        "text",
        text,
        x=x,
        y=y,
        fill=ink,
        font_size=size,
        font_weight="bold" if bold else "normal",
        text_anchor=anchor,
    )


def stamp(
    parent: Element,
    shape: str,
    x: float,
    y: float,
    *,
    fill: str,
    stroke: str,
    width: float = 1,
) -> Element:
    """A shape drawn around a place."""
    return add(
        parent,
        "path",
        d=shape,
        transform=f"translate({_text(x)},{_text(y)})",
        fill=fill,
        stroke=stroke,
        stroke_width=width,
    )


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines that fit the width, broken between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
