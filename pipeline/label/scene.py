"""Sights → the page as a whole: where its running text stands, what it is about."""

from msgspec import Struct

from pipeline.characters import folded_phrase
from pipeline.label.sight import Sight
from pipeline.model import Block, Verdict
from pipeline.lexicon import topics
from pipeline.shapes import is_prose

Taken = dict[int, Verdict]
"""Which blocks go, by index; a verdict once given stands."""

TOPIC_MENTIONS = 2
"""In so many sentences an article must speak of a kind of noise to be about it (NOISE B)."""


class Scene(Struct, frozen=True):
    """A page's blocks with all that a rule of context may ask about them."""

    blocks: tuple[Block, ...]
    sights: tuple[Sight | None, ...]
    prose: tuple[bool, ...]
    """Whether a block is running text that nothing speaks against."""
    first: int
    last: int
    """The running text with what hangs on to it: indexes of its first and last block; 0, -1 if none."""

    def inside(self, index: int) -> bool:
        """Whether running text stands before and after a block."""
        return self.first < index < self.last

    def free(self, index: int) -> bool:
        """Whether nothing speaks against a block."""
        return self.sights[index] is None


def set_scene(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> Scene:
    """The page as a whole."""
    prose = tuple(sight is None and is_prose(block) for block, sight in zip(blocks, sights, strict=True))
    if not any(prose):
        sights = _page_of_notices(blocks, sights)
        prose = tuple(sight is None and is_prose(block) for block, sight in zip(blocks, sights, strict=True))
    first, last = _extent(blocks, sights, prose)
    return Scene(blocks, sights, prose, first, last)


def _page_of_notices(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> tuple[Sight | None, ...]:
    """Where every sentence of a page is a notice, the notice is the article: it stands.

    Not so for machine errors and for what a model said: a page of those has no article.
    """
    if any(sight and sight.verdict.reason in ("error", "generated", "undecodable", "comment") for sight in sights):
        return sights
    notices = [index for index, sight in enumerate(sights) if sight and sight.verdict.rule in ("site_notice", "site_label") and is_prose(blocks[index])]
    if len(notices) < 3:
        return sights
    kept = set(notices)
    return tuple(None if index in kept else sight for index, sight in enumerate(sights))


def _extent(blocks: tuple[Block, ...], sights: tuple[Sight | None, ...], prose: tuple[bool, ...]) -> tuple[int, int]:
    """First and last block of the running text; short lines that hang on to its end belong to it.

    A page without a sentence (verse, a timetable) has its longest stretch of unspoken-for lines.
    """
    count = len(blocks)
    if any(prose):
        first = prose.index(True)
        last = count - 1 - prose[::-1].index(True)
        while last + 1 < count and sights[last + 1] is None:
            last += 1
        return first, last
    best = (0, -1)
    start = 0
    for index in range(count + 1):
        if index == count or sights[index] is not None:
            if index - start > best[1] - best[0] + 1:
                best = (start, index - 1)
            start = index + 1
    return best


def mentions(scene: Scene, family: str) -> bool:
    """Whether the article is about a kind of noise: it uses the kind's words in its title or in two sentences."""
    known = topics().get(family, ())
    spoken = 0
    for index, block in enumerate(scene.blocks[: scene.last + 1]):
        if scene.sights[index] is None and (scene.prose[index] or index < scene.first):
            text = folded_phrase(block.text)
            if any(word in text for word in known):
                spoken += 1 if scene.prose[index] else TOPIC_MENTIONS
                if spoken >= TOPIC_MENTIONS:
                    return True
    return False


def announced(scene: Scene, index: int) -> bool:
    """Whether the line before says that an example, a quotation or a list follows."""
    before = index - 1
    return before >= 0 and scene.sights[before] is None and scene.blocks[before].text.rstrip("\"”’」 ").endswith((":", "："))
