"""Draws the genogram as SVG: everybody in the same shape, since nobody's sex is recorded; lines and
words say the rest, nothing is said by colour alone."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from xml.etree.ElementTree import Element, indent, tostring

from keepsight.exchange.genogram.place import SLOT, Placed
from keepsight.exchange.genogram.tree import Member, Tree, Union
from keepsight.exchange.timeline.axis import width_of
from keepsight.exchange.timeline.pen import INK, PAPER, add, path, wrapped, write

ROW, TOP, MARGIN = 190.0, 26.0, 12.0
HALF = 21.0
QUIET = "#505a5f"
LINE = "#3f4a4d"
HOME = "#e4eff0"
EDGE = "#12505b"
NAME_SIZE, NOTE_SIZE = 14.0, 12.0
PLATE = (-34.0, 96.0)
"""How far the ground of those who live together reaches above and below their middle."""


def drawn(here: Placed, *, title: str) -> str:
    """The picture as the text of one SVG element, with its title and its content in words."""
    tree = here.tree
    rows = sorted({each.generation for each in tree.members})
    down = {generation: TOP + 34 + number * ROW for number, generation in enumerate(rows)}
    foot = TOP + 34 + (len(rows) - 1) * ROW + PLATE[1] + 8
    legend = _legend(tree)
    width = max(here.width + 2 * MARGIN, 420.0)
    picture = _frame(title, in_sentences(tree), width, foot + 22 * len(legend) + 6)
    shifted = {person: x + (width - here.width) / 2 for person, x in here.across.items()}
    place = {each.person: (shifted[each.person], down[each.generation]) for each in tree.members}
    has_home = _draw_home(add(picture, "g"), tree, place)
    for number, union in enumerate(tree.unions):
        _draw_union(add(picture, "g"), union, place, number=number, tree=tree)
    for each in tree.members:
        ground = HOME if has_home and each.lives_here else PAPER
        _draw_member(add(picture, "g"), each, *place[each.person], ground=ground)
    for number, words in enumerate(legend):
        write(picture, words, MARGIN, foot + 22 * (number + 1) - 8, size=NOTE_SIZE, ink=QUIET)
    indent(picture, " ")
    return tostring(picture, encoding="unicode")


def in_sentences(tree: Tree) -> str:
    """The picture in words, for those who do not see it."""
    said = []
    for each in tree.members:
        state = {"unborn": "not yet born", "died": "died"}.get(each.state, "")
        notes = [each.what.lower(), state, "lives with the child" if each.lives_here else ""]
        if each.is_child:
            notes = ["the child", state]
        said.append(f"{each.name}: {', '.join(filter(None, notes))}.")
    for union in tree.unions:
        if len(union.partners) == 2 and union.is_sure:
            one, other = (tree.named(each) for each in union.partners)
            said.append(
                f"{one} and {other}: {'no longer a couple' if union.is_past else 'joined'}."
            )
    return " ".join([*said, *(f"Not recorded: {each}." for each in tree.not_recorded)])


def _legend(tree: Tree) -> list[str]:
    said = ["Double edge: the child. Everybody has the same shape: sex is not recorded."]
    if sum(each.lives_here for each in tree.members) > 1:
        said.append("Pale ground with a broken edge: lives with the child.")
    if any(each.is_past for each in tree.unions):
        said.append("Two strokes through a line: no longer a couple.")
    if any(each.state == "died" for each in tree.members):
        said.append("Crossed out: died.")
    if any(each.state == "unborn" for each in tree.members):
        said.append("Triangle: not yet born.")
    if any(not each.is_sure for each in tree.unions):
        said.append("Broken line: which parent they share is not recorded.")
    return said


def _frame(title: str, description: str, width: float, height: float) -> Element:
    mark = sha256(f"{title}{description}".encode()).hexdigest()[:8]
    picture = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width:.0f} {height:.0f}",
            "width": f"{width:.0f}",
            "height": f"{height:.0f}",
            "role": "img",
            "aria-labelledby": f"title-{mark} description-{mark}",
            "font-family": "Arial, Helvetica, 'Liberation Sans', sans-serif",
        },
    )
    add(picture, "title", title, id=f"title-{mark}")
    add(picture, "desc", description, id=f"description-{mark}")
    add(picture, "rect", width=width, height=height, fill=PAPER)
    return picture


def _draw_home(group: Element, tree: Tree, place: dict[str, tuple[float, float]]) -> bool:
    """The ground under those who live with the child, where anybody does; neighbours of a row share
    one."""
    if sum(each.lives_here for each in tree.members) < 2:
        return False
    for run in _runs(tree, place):
        left, y = place[run[0].person]
        right, _ = place[run[-1].person]
        add(
            group,
            "rect",
            x=left - SLOT / 2 + 6,
            y=y + PLATE[0],
            width=right - left + SLOT - 12,
            height=PLATE[1] - PLATE[0],
            rx=14,
            fill=HOME,
            stroke=EDGE,
            stroke_width=1.5,
            stroke_dasharray="6 5",
        )
    return True


def _runs(tree: Tree, place: dict[str, tuple[float, float]]) -> Iterator[list[Member]]:
    """Those who live with the child and stand side by side in a row."""
    ordered = sorted(tree.members, key=lambda each: (place[each.person][1], place[each.person][0]))
    run: list[Member] = []
    for each in ordered:
        same_row = run and place[run[-1].person][1] == place[each.person][1]
        if run and not (each.lives_here and same_row):
            yield run
            run = []
        if each.lives_here:
            run.append(each)
    if run:
        yield run


def _draw_union(
    group: Element,
    union: Union,
    place: dict[str, tuple[float, float]],
    *,
    number: int,
    tree: Tree,
) -> None:
    """A line between two, and from it down to the children; one parent's line begins below the
    name. No line runs behind a name: between two who stand side by side it goes straight across,
    and past others it comes down between the names and runs below them. Each union has a height of
    its own, so that no line runs along another."""
    xs = sorted(place[each][0] for each in union.partners)
    y = place[union.partners[0]][1]
    dash = {} if union.is_sure else {"stroke_dasharray": "5 4"}
    middle = sum(xs) / len(xs) + (0 if union.is_sure else 4)
    if len(xs) == 1:
        from_y = y + _foot_of_name(tree.member(union.partners[0]))
    else:
        beside = xs[-1] - xs[0] < 1.5 * SLOT
        at, below = y + 8 * (number % 3), y + PLATE[1] + 6 + 5 * (number % 4)
        from_y = at if beside else below
        # Names leave ten units free between two places.
        aside = SLOT / 2 + 4 * (number % 3 - 1)
        down_and_up: list[str | float] = [
            "H",
            xs[0] + aside,
            "V",
            below,
            "H",
            xs[-1] - aside,
            "V",
            at,
        ]
        between = [] if beside else down_and_up
        steps: list[str | float] = ["M", xs[0] + HALF, at, *between, "H", xs[-1] - HALF]
        add(group, "path", d=path(*steps), fill="none", stroke=LINE, stroke_width=1.5, **dash)
    if union.is_past:
        for gap in (-5.0, 3.0):
            x = middle - 24 + gap
            stroke = path("M", x, from_y + 8, "L", x + 7, from_y - 8)
            add(group, "path", d=stroke, stroke=INK, stroke_width=2)
    if union.children:
        _draw_children(group, [place[e] for e in union.children], middle, from_y, number, dash)


def _draw_children(
    group: Element,
    places: Sequence[tuple[float, float]],
    middle: float,
    low: float,
    number: int,
    dash: dict[str, str],
) -> None:
    """From the middle of a union down to a bar, and from the bar to each child."""
    row = places[0][1]
    bar = row - HALF - 30 + 6 * (number % 4)
    xs = [x for x, _ in places]
    steps: list[str | float] = ["M", middle, low, "V", bar]
    steps += ["M", min([*xs, middle]), bar, "H", max([*xs, middle])]
    for x in xs:
        steps += ["M", x, bar, "V", row - HALF]
    add(group, "path", d=path(*steps), fill="none", stroke=LINE, stroke_width=1.5, **dash)


def _draw_member(group: Element, each: Member, x: float, y: float, *, ground: str) -> None:
    add(group, "title", f"{each.name}: {each.what.lower()}")
    if each.state == "unborn":
        shape = path("M", x, y - HALF, "L", x + HALF, y + HALF, "L", x - HALF, y + HALF, "Z")
        add(group, "path", d=shape, fill=PAPER, stroke=INK, stroke_width=2)
    else:
        _draw_square(group, x, y, HALF, width=2)
        if each.is_child:
            _draw_square(group, x, y, HALF - 5, width=1.5)
    if each.state == "died":
        cross = path("M", x - HALF, y - HALF, "L", x + HALF, y + HALF)
        cross += " " + path("M", x + HALF, y - HALF, "L", x - HALF, y + HALF)
        add(group, "path", d=cross, stroke=INK, stroke_width=1.5)
    _write_name(group, each, x, y + HALF + 17, ground=ground)


def _draw_square(group: Element, x: float, y: float, half: float, *, width: float) -> None:
    add(
        group,
        "rect",
        x=x - half,
        y=y - half,
        width=2 * half,
        height=2 * half,
        rx=9,
        fill=PAPER,
        stroke=INK,
        stroke_width=width,
    )


def _write_name(group: Element, each: Member, x: float, y: float, *, ground: str) -> None:
    """Name and note below the shape, on a ground of their own so that lines do not run through;
    a word that is wider than its place is written smaller."""
    for number, (words, largest, bold) in enumerate(_lines_of_name(each)):
        size = min(largest, largest * (SLOT - 8) / width_of(words, largest))
        half = min(width_of(words, size), SLOT - 10) / 2 + 2
        top = y + 16 * number - 12
        add(group, "rect", x=x - half, y=top, width=2 * half, height=16, fill=ground)
        ink = INK if bold else QUIET
        write(group, words, x, y + 16 * number, size=size, bold=bold, ink=ink, anchor="middle")


def _lines_of_name(each: Member) -> list[tuple[str, float, bool]]:
    """The lines below a shape: the words, their size, and whether they are bold."""
    names = wrapped(each.name, SLOT - 22, NAME_SIZE)[:2]
    notes = [] if each.is_child else [each.what]
    lines = [(name, NAME_SIZE, True) for name in names]
    lines += [(words, NOTE_SIZE, False) for words in [*notes, each.note] if words]
    return lines[:4]


def _foot_of_name(each: Member) -> float:
    """How far the lines below a shape reach below its middle."""
    return HALF + 17 + 16 * (len(_lines_of_name(each)) - 1) + 6
