"""A page → docs/explain.svg: `pipeline explain`, drawn. Run it after a rule has changed."""

from collections.abc import Iterator
from html import escape
from itertools import takewhile
from pathlib import Path

from pipeline.explain import explain
from pipeline.flow import clean_page
from pipeline.hearing import hear
from pipeline.model import Page
from pipeline.settings import Settings

PAGE = "old-lock-gates.txt"
LINE = 24
"""Pixels from line to line."""
WIDTH = 1000
NUMBER, VERDICT, CHANCE, TEXT = 40, 56, 282, 328
"""Pixels: where the columns stand; the numbers end there, the others begin."""
LONGEST, LONGEST_VOICE = 64, 112
"""Characters of a line that are shown, and of what spoke for it."""
INK = {
    None: "#e6edf3",
    "yellow": "#e3b341",
    "red": "#ff7b72",
    "magenta": "#d2a8ff",
    "blue": "#79c0ff",
    "cyan": "#56d4dd",
    "bright_blue": "#a5d6ff",
    "green": "#7ee787",
    "bright_black": "#8b949e",
    "bright_red": "#ffa198",
}
"""The terminal's colours on a dark ground; what is kept is nearly white."""
FONTS = "ui-monospace, 'Cascadia Mono', Consolas, 'Noto Sans Mono CJK SC', monospace"


def draw(page: Path) -> str:
    """The verdicts of a page as SVG.

    Raises KeyError where `explain` has a colour that INK has not.
    """
    read = Page(page.name, page.read_bytes())
    lines = explain(clean_page(read, Settings()), hear(read, Settings()))
    shown = list(takewhile(lambda line: line[0], lines))
    rows = "\n".join(_rows(f"$ pipeline explain raw/{page.name}", shown))
    height = LINE * (len(shown) + 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">\n'
        f"<title>pipeline explain raw/{page.name}</title>\n"
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#0d1117"/>\n'
        f'<g font-family="{FONTS}" font-size="14">\n{rows}\n</g>\n</svg>\n'
    )


def _rows(command: str, shown: list[tuple[str, str | None]]) -> Iterator[str]:
    yield _text(16, LINE + 4, command, INK[None], ' font-weight="bold"')
    for row, (line, colour) in enumerate(shown, 2):
        y, ink = LINE * row + 8, INK[colour]
        number, verdict, text = line[:6].strip(), line[8:42].strip(), line[43:].strip()
        if not number:
            yield _text(TEXT, y - 3, _cut(text, LONGEST_VOICE), INK["bright_black"], ' font-size="10.5"')
            continue
        chance, text = (text[:4], text[6:]) if text[:2] in ("0.", "1.") else ("", text)
        yield _text(NUMBER, y, number, INK["bright_black"], ' text-anchor="end"')
        yield _text(VERDICT, y, verdict, ink if colour else INK["bright_black"])
        yield _text(CHANCE, y, chance, INK["bright_black"])
        yield _text(TEXT, y, _cut(text, LONGEST), ink)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _text(x: int, y: int, text: str, ink: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" fill="{ink}"{more}>{escape(text)}</text>'


def main() -> None:
    """Draw the picture beside this script."""
    here = Path(__file__).resolve().parent
    (here / "explain.svg").write_text(draw(here.parent / "raw" / PAGE), "utf-8")


if __name__ == "__main__":
    main()
