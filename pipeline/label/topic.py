"""Sights → which kinds of noise an article is about: there its lines are examples, and stay."""

from pipeline.error_titles import error_title
from pipeline.label.generated import quotes_model
from pipeline.label.sight import Sight
from pipeline.model import Block
from pipeline.shapes import is_prose, title_shaped
from pipeline.topics import topics, topics_of

TOPIC_MENTIONS = 2
"""In so many sentences an article must speak of a kind of noise to be about it (NOISE B); its title counts for as many."""
LINES_TO_TITLE = 3
"""A title stands among so many lines at a page's top."""
LONGEST_LABEL = 40
"""Columns of a single phrase that may be a title though a list knows it: `免责声明`."""

_TOPIC_OF = {
    "error": "error",
    "generated": "generated",
    "undecodable": "undecodable",
    "navigation": "navigation",
    "boilerplate": "boilerplate",
    "comment": "navigation",
}
_MACHINE_RULES = frozenset(
    {"style_sheet", "script_code", "encoded_data", "template_tag", "placeholder_line", "wordless_markup", "left_tags"}
)


def topic_of(sight: Sight) -> str:
    """Which topic's words protect what was sighted."""
    if sight.verdict.rule in _MACHINE_RULES:
        return "placeholder"
    return _TOPIC_OF.get(sight.verdict.reason, "")


def about_noise(
    blocks: tuple[Block, ...], sights: tuple[Sight | None, ...], prose: tuple[bool, ...], last: int
) -> frozenset[str]:
    """The kinds of noise that an article is about, of those that its lines up to one behind the last look like."""
    families = {topic_of(sight) for sight in sights[: last + 2] if sight is not None} - {""}
    telling = _telling(blocks, sights, prose) if families else {}
    about = frozenset(family for family in families if _speaks_of(family, blocks, sights, telling))
    if _titled_by_notice(blocks, sights):
        about |= {"boilerplate", "navigation"}
    return about


Told = dict[int, bool]
"""Lines that may say what an article is about, and whether one counts though it is no title."""


def _telling(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...], prose: tuple[bool, ...]) -> Told:
    """The lines at the top, sentences, and what stands right over a sentence and may be its title."""
    below = (*prose[1:], False)
    told = {
        index: prose[index] or (below[index] and sights[index] is None and title_shaped(blocks[index]))
        for index in range(len(blocks))
        if prose[index] or below[index] or index < LINES_TO_TITLE
    }
    return {index: counts for index, counts in told.items() if counts or index < LINES_TO_TITLE}


def _speaks_of(family: str, blocks: tuple[Block, ...], sights: tuple[Sight | None, ...], telling: Told) -> bool:
    """Whether an article uses a kind's words in its title or in two sentences."""
    if family not in topics():
        return False
    spoken = 0
    if family == "generated" and any(
        sight is None and quotes_model(block) for block, sight in zip(blocks, sights, strict=True)
    ):
        return True
    for index, counts in telling.items():
        block, sight = blocks[index], sights[index]
        if family == "generated" and sight is not None and sight.verdict.reason == "generated":
            continue  # What a model says of itself makes no article about models.
        if (
            index < LINES_TO_TITLE
            and _may_be_title(block, sight)
            and not (family == "error" and error_title(block.text))
        ):
            weight = TOPIC_MENTIONS
        else:
            weight = int(counts)
        if weight and family in topics_of(block.text):
            spoken += weight
            if spoken >= TOPIC_MENTIONS:
                return True
    return False


def _titled_by_notice(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> bool:
    """`免责声明`, `Privacy policy` on the first line, over a paragraph: the notice is the page's matter."""
    if len(blocks) < 3 or sights[0] is None or not _may_be_title(blocks[0], sights[0]):
        return False
    return is_prose(blocks[1]) or is_prose(blocks[2])


def _may_be_title(block: Block, sight: Sight | None) -> bool:
    return title_shaped(block) and (
        sight is None
        or (sight.verdict.rule in ("site_links", "site_line", "navigation_words") and block.size <= LONGEST_LABEL)
    )
