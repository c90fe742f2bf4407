"""The values that pass between the stages, in the order in which a page becomes articles."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from pipeline.article import Article, Post, Repairs, TitleFrom
from pipeline.body import BodyBlock
from pipeline.corrections import Correction, Corrections
from pipeline.leaf import Walked
from pipeline.memory import Memory
from pipeline.verdicts import Reason as Reason  # noqa: PLC0414 — everybody reads them from here
from pipeline.verdicts import Tells as Tells  # noqa: PLC0414
from pipeline.verdicts import Verdict as Verdict  # noqa: PLC0414

Absence = Literal["error_page", "list_page", "login_wall", "empty", "too_short", "not_text"]
"""Why a page has no article."""


class Told(Struct, frozen=True):
    """Facts told of a page beside its own text, None or empty where nothing is told; dates as they stood.

    The page's word goes before a scraper's fields; what a rule of people's own finds goes before the page's.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    modified: str | None = None
    summary: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None


class Page(Struct, frozen=True):
    """One scraped document, as bytes."""

    path: str
    """Where it lies below its folder, with `/`; `-` for standard input."""
    data: bytes
    record: str | None = None
    """Which record of a container it is; None for a plain file."""
    media_type: str | None = None
    """What the transport said, where it said anything."""
    charset: str | None = None
    """The transport's charset, where it gave one."""
    url: str | None = None
    told: Told | None = None
    corrections: Corrections | None = None
    """What people corrected on it, where its bytes are those that they saw."""
    memory: Memory | None = None
    """What is known of the other pages of its site."""


class Orders(Struct, frozen=True):
    """What people's own rules for a site say of a page of it."""

    told: Told
    markers: tuple[tuple[str, Verdict], ...]
    """How a line begins that goes, folded as phrases are."""
    lines: tuple[tuple[str, Verdict], ...]
    """What a line is that goes, folded likewise."""
    only: bool
    """Whether they say what the article is, so that nothing else is."""
    rules: tuple[tuple[str, bool], ...]
    """Each of the site's rules, and whether it found anything on this page."""


class Text(Struct, frozen=True):
    """A page as characters, newlines folded."""

    content: str
    media_type: str
    """Decided by content first and name second."""
    encoding: str
    lost: int
    """How many byte sequences could not be decoded."""
    orders: Orders | None = None
    """Where people have rules of their own for the page's site."""

    @property
    def rules(self) -> tuple[tuple[str, bool], ...]:
        """Each of those rules, and whether it found anything on this page."""
        return () if self.orders is None else self.orders.rules


class Block(Struct, frozen=True, gc=False):
    """The smallest piece that is judged: a line of a text dump, a leaf of an HTML page."""

    text: str
    """As a reader sees it: repaired, white space folded."""
    raw: str
    """Repaired, with its own white space: code and tables need it."""
    key: str
    """Folded for looking phrases up: NFKC, case, decoration; empty where too long to be one, and of a leaf."""
    first: int
    last: int
    """Lines of the page, 1-based; more than one where hard-wrapped lines were joined. Of an HTML page the leaf."""
    gap: int
    """Blank lines before it."""
    indent: int
    """Columns of white space before it; a full-width space is two."""
    size: int
    """Length in columns: a Han, kana or Hangul character is two."""
    stops: bool
    """Ends as a sentence ends."""
    part: int = 0
    """0 for a whole line; a piece cut from the line's end counts 1, 2, …"""
    linked: bool = False
    """Of Markdown: a line that is links."""


class FrontMatter(Struct, frozen=True):
    """What a Markdown page says of itself above its text."""

    lines: int
    """Of the page, with both lines of dashes."""
    told: Told
    url: str | None = None


class Segmented(Struct, frozen=True):
    """A page as blocks, with what was repaired."""

    blocks: tuple[Block, ...]
    repairs: Repairs
    markup: Walked | None = None
    """Of an HTML page: what the markup says. Its leaves are numbered from 1, and a block's `first` is its leaf."""
    front: FrontMatter | None = None


class Opinion(Struct, frozen=True):
    """What the learned judge thinks of a page's blocks."""

    chances: tuple[float, ...]
    """For each block the probability that it belongs to the article; 0 for what a reader does not see."""
    cut: float
    """The probability from which this page's blocks are kept."""
    title: int | None
    """The place of the title among the blocks."""
    plain: float = 1.0
    """The probability that the page is of a kind with one text, an article or documentation."""
    reasons: tuple[Reason | None, ...] = ()
    """For each block why it would go, None for what a reader does not see; empty where the judge gives no reasons."""


class Reading(Struct, frozen=True):
    """What all articles of a page share."""

    page: Page
    text: Text
    repairs: Repairs
    markup: Walked | None
    parts: int
    front: FrontMatter | None = None


class Labelled(Struct, frozen=True, gc=False):
    """A block with its verdict; None keeps it."""

    block: Block
    verdict: Verdict | None = None
    chance: float | None = None
    """The probability that it belongs to the article, where the learned judge was asked."""
    by_hand: bool = False
    """Whether a person gave the verdict."""
    tells: Tells | None = None
    """What it may say of the article; None where the judge was not asked or thinks that it says nothing."""
    goes_as: Reason | None = None
    """For what reason it goes if it goes, in the judge's eyes; None where no judge was asked."""
    begins: float = 0.0
    """The chance that a second article begins here, or a later one, in the eyes of the judge of lines."""
    begun: bool = False
    """Whether it was labelled as the first line of another article."""


class Part(Struct, frozen=True):
    """The stretch of a page that holds one article: title, body and what stood around them."""

    title: Block | None
    body: tuple[Block, ...]
    labelled: tuple[Labelled, ...]
    """Everything in the stretch, the title and the body too."""


class Draft(Struct, frozen=True):
    """A part whose body has its structure."""

    part: Part
    body: tuple[BodyBlock, ...]
    text: str
    missing_list_items: bool
    truncated: bool
    starts: tuple[int, ...] = ()
    """Of a text page: for each block of the body the place of its first line among the part's; else empty."""


class Facts(Struct, frozen=True):
    """What is said about an article; nothing is guessed."""

    title: str | None
    title_from: TitleFrom | None
    authors: tuple[str, ...]
    site: str | None
    published: str | None
    modified: str | None
    language: str
    url: str | None
    summary: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    posts: tuple[Post, ...] | UnsetType = UNSET
    """Of a text page's thread."""
    sources: tuple[tuple[str, str], ...] = ()
    """For each fact that markup or a front matter gives, its name and the place that said it; for `explain`."""


class Cleaned(Struct, frozen=True):
    """What became of a page."""

    articles: tuple[Article, ...]
    absence: Absence | None
    """Why there is no article; None where there is one."""
    labelled: tuple[Labelled, ...]
    """Every block with its verdict, for `explain`."""
    titles: frozenset[int]
    """First lines of the blocks that became titles."""
    site_rules: tuple[tuple[str, bool], ...] = ()
    """People's own rules for the page's site, and whether each found anything on it."""
    facts: tuple[Facts, ...] = ()
    """What is said about each article, with the places that said it."""
    unheard: tuple[Correction, ...] = ()
    """Corrections that found nothing to correct: no such block, or another text in it, or no such article."""
