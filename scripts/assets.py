"""Puts what the pages take from GOV.UK Frontend into keepsight/web/static/vendor.

Left out is what only GOV.UK may use: the crown, the crest, their icons, and the GDS Transport
typeface, so that the pages are set in Arial and never ask for a font.
"""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOVUK = ROOT / "node_modules/govuk-frontend/dist/govuk"
VENDOR = ROOT / "keepsight/web/static/vendor"

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
FONT_NAME = re.compile(r"""["']?GDS Transport["']?\s*,\s*""")
IMAGE = re.compile(r"""url\(["']?/assets/images/([^"')?]+)[^)]*\)""")
SOURCE_MAP = re.compile(r"/[/*]# sourceMappingURL=\S+( \*/)?\s*$")
# What the style sheets draw that is nobody's emblem.
PLAIN_IMAGES = re.compile(r"icon-[a-z-]+\.svg")


def style_sheet(source: Path) -> tuple[str, set[str]]:
    """The style sheet without the typeface and the emblems, and the images it still draws."""
    images: set[str] = set()

    def image(found: re.Match[str]) -> str:
        if not PLAIN_IMAGES.fullmatch(found[1]):
            return "none"
        images.add(found[1])
        return f'url("images/{found[1]}")'

    text = source.read_text(encoding="utf-8")
    text = FONT_NAME.sub("", FONT_FACE.sub("", SOURCE_MAP.sub("", text)))
    text = IMAGE.sub(image, text)
    if "GDS Transport" in text or "/assets/" in text:
        raise SystemExit(f"{source} has changed: it still asks for a font or an image of its own.")
    return text, images


def copy(package: Path, name: str, folder: Path) -> None:
    """Copies a package's style sheet, script and plain images into a folder of their own."""
    (folder / "images").mkdir(parents=True)
    text, images = style_sheet(package / f"{name}.min.css")
    (folder / f"{name}.min.css").write_text(text, encoding="utf-8")
    for each in images:
        shutil.copyfile(package / "assets/images" / each, folder / "images" / each)
    script = (package / f"{name}.min.js").read_text(encoding="utf-8")
    (folder / f"{name}.min.js").write_text(SOURCE_MAP.sub("", script), encoding="utf-8")


def main() -> None:
    """Makes the folder anew."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    copy(GOVUK, "govuk-frontend", VENDOR / "govuk-frontend")


if __name__ == "__main__":
    main()
