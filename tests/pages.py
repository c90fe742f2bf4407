"""What the tests clean: the case pages, and pages made of lines."""

from pathlib import Path

from pipeline.article import Article
from pipeline.body import Code, Image, Item, List, Quote, Table
from pipeline.compose import compose
from pipeline.evaluate import Case, read_cases
from pipeline.flow import clean_page
from pipeline.model import Block, Cleaned, Draft, Page, Part, Text
from pipeline.segment import segment
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"

PROSE = (
    "老吴在这座灯塔上守了十九年,每天傍晚点灯,清晨熄灯,从没有误过一次。",
    "塔下的小屋是他自己修的,墙上挂着潮汐表,窗台上晒着从礁石上拾来的海带。",
    "去年冬天,航标处给灯塔换上了太阳能电池,他说夜里再也听不到柴油机的声音了。",
)
"""Three sentences that nothing speaks against."""


def cases(*folders: str) -> list[Case]:
    """The cases of folders below tests/cases; of `wild` and `negative` where none is named."""
    return [case for name in folders or ("wild", "negative") for case in read_cases(CASES / name)]


def page(text: str | bytes, path: str = "page.txt") -> Page:
    """A page of a text or of bytes."""
    return Page(path, text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)


def cleaned(*lines: str, path: str = "page.txt") -> Cleaned:
    """What becomes of a page of these lines."""
    return clean_page(page("\n".join(lines), path), Settings())


def article(*lines: str, path: str = "page.txt") -> Article:
    """The only article of a page of these lines."""
    (only,) = cleaned(*lines, path=path).articles
    return only


def verdicts(result: Cleaned) -> dict[str, str | None]:
    """Lines with the reason for which they went; None where they stayed."""
    return {item.block.text: item.verdict and item.verdict.reason for item in result.labelled}


def blocks(*lines: str) -> tuple[Block, ...]:
    """The blocks of these lines."""
    return segment(Text("\n".join(lines), "text/plain", "utf-8", 0)).blocks


def draft(*lines: str) -> Draft:
    """The structure of a body of these lines."""
    return compose(Part(None, blocks(*lines), ()))


def texts(block: object) -> list[str]:
    """Every text that a body block shows, in reading order."""
    match block:
        case str():
            return [block]
        case Code() | Quote():
            return block.text.split("\n")
        case List() | Item():
            own = [] if isinstance(block, List) else [block.text]
            return own + [text for item in block.items for text in texts(item)]
        case Table():
            return [cell for row in block.rows for cell in row]
        case Image():
            return [text for text in (block.alt, block.caption) if text]
        case _:
            return [block.text]


def words(*lines: str) -> list[str]:
    """The words of these lines."""
    return " ".join(lines).split()
