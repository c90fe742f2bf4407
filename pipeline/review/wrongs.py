"""Corrections → what the pipeline does wrong by itself: the blocks and facts that a rule of people's own could mend."""

from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct

from pipeline.agreement import blocks_of
from pipeline.charset import read_characters
from pipeline.corrections import BlockCorrection, FactCorrection, FactName
from pipeline.flow import clean_page
from pipeline.lookup import page_at
from pipeline.model import Block, Cleaned, Page, Text
from pipeline.notebook import Notebook
from pipeline.settings import MarkerReason, Run, Settings
from pipeline.sites import host_of

MOST_PAGES = 500
"""Corrected pages that are looked at, the first in the order of their paths."""
REASONS: dict[str, MarkerReason] = {
    "related": "related",
    "navigation": "navigation",
    "boilerplate": "boilerplate",
    "comment": "comment",
    "generated": "generated",
    "error": "error",
}
"""The reasons that a rule of people's own may give; for the others it gives `boilerplate`."""


class Mended(Struct, frozen=True):
    """A page that people corrected, and what the pipeline makes of it by itself."""

    page: Page
    host: str | None
    cleaned: Cleaned

    @property
    def is_markup(self) -> bool:
        """Whether it is a page of HTML."""
        return bool(self.cleaned.articles) and self.cleaned.articles[0].source.media_type == "text/html"


class WrongBlock(Struct, frozen=True):
    """A block that the pipeline keeps and people removed, or the other way round."""

    of: Mended
    block: Block
    kept: bool
    """Whether people say that it is the article's."""
    reason: MarkerReason


class WrongFact(Struct, frozen=True):
    """A fact that people put right."""

    of: Mended
    name: FactName
    value: str | tuple[str, ...]


class Wrongs(Struct, frozen=True):
    """All of them."""

    blocks: tuple[WrongBlock, ...]
    facts: tuple[WrongFact, ...]
    held: frozenset[str]
    """Texts of blocks, white space folded, that people said are an article's."""


def find_wrongs(notebook: Notebook, settings: Settings, how: Run) -> Wrongs:
    """What the pipeline does wrong on the corrected pages that have not changed since."""
    blocks: list[WrongBlock] = []
    facts: list[WrongFact] = []
    held: set[str] = set()
    for entry in notebook.entries()[:MOST_PAGES]:
        page = page_at(entry.said.page, entry.said.record, settings, how)
        if page is None or sha256(page.data).hexdigest() != entry.said.sha256:
            continue
        mended = Mended(page, host(page), clean_page(page, settings))
        for each in entry.said.corrections:
            if isinstance(each, BlockCorrection):
                blocks += _wrong_blocks(mended, each)
                held |= {it.block.text for it in blocks_of(each, mended.cleaned.labelled) if each.verdict == "article"}
            elif isinstance(each, FactCorrection) and each.part == 1 and each.value and _differs(mended, each):
                facts.append(WrongFact(mended, each.name, each.value))
    return Wrongs(tuple(blocks), tuple(facts), frozenset(held))


def host(page: Page) -> str | None:
    """Whose page it is, as rules for sites ask."""
    text = read_characters(page.data, declared=page.charset).text
    return host_of(page, Text(text, "text/html", "", 0))


def _wrong_blocks(mended: Mended, said: BlockCorrection) -> Iterator[WrongBlock]:
    for item in blocks_of(said, mended.cleaned.labelled):
        kept = said.verdict == "article"
        if (item.verdict is None) != kept:
            yield WrongBlock(mended, item.block, kept, REASONS.get(said.reason or "", "boilerplate"))


def _differs(mended: Mended, said: FactCorrection) -> bool:
    articles = mended.cleaned.articles
    return bool(articles) and getattr(articles[0], said.name) != said.value
