"""Markup → blocks: what a reader sees and what is hidden, in reading order, repaired."""

from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.article import Repairs
from pipeline.characters import columns_of_all, stops
from pipeline.leaf import Leaf, Walked
from pipeline.markup.recover import with_recovered
from pipeline.markup.tables import with_rows
from pipeline.markup.walk import walk
from pipeline.model import Block, Segmented
from pipeline.repair import fold_spaces, repair_page


def markup_blocks(markup: str) -> Segmented:
    """The blocks of an HTML page: one for each leaf with text, hidden ones too; pictures are none.

    >>> [block.text for block in markup_blocks("<h1>一</h1><p>二<b>三</b><br>四<script>五</script>").blocks]
    ['一', '二三', '四']
    """
    walked, repairs = _repaired(with_recovered(with_rows(walk(markup))))
    numbered = [(number, leaf) for number, leaf in enumerate(walked.leaves, 1) if leaf.kind != "image"]
    shown = [fold_spaces(leaf.text) if leaf.kind in ("code", "row") else leaf.text for _, leaf in numbered]
    blocks = tuple(map(_block, numbered, shown, columns_of_all(shown)))
    return Segmented(blocks, repairs, walked)


def _block(numbered: tuple[int, Leaf], shown: str, size: int) -> Block:
    """A leaf as a block, without its key: few are read by the rules that look phrases up (label/leaves.py)."""
    number, leaf = numbered
    gap = 0 if leaf.broken or leaf.kind in ("item", "row") else 1
    return Block(shown, leaf.text, "", number, number, gap, 0, size, stops(shown))


def _repaired(walked: Walked) -> tuple[Walked, Repairs]:
    """The page with the repairs that are allowed; a leaf of nothing but invisible characters is none.

    The leaves are repaired as one text, for most pages need no repair and one look tells.
    """
    whole = "\n".join(leaf.text for leaf in walked.leaves)
    mended, repairs = repair_page(whole)
    if mended == whole:
        return walked, repairs
    return replace(walked, leaves=tuple(_mended(walked.leaves, mended.split("\n")))), repairs


def _mended(leaves: tuple[Leaf, ...], lines: list[str]) -> Iterator[Leaf]:
    place = 0
    for leaf in leaves:
        after = place + leaf.text.count("\n") + 1
        text = "\n".join(lines[place:after])
        place = after
        if text == leaf.text:
            yield leaf
            continue
        if leaf.kind not in ("code", "row"):
            text = fold_spaces(text)
        if text == leaf.text:
            yield leaf
        elif leaf.cells:
            cells = tuple(repair_page(cell)[0].replace("\t", " ") for cell in leaf.cells)
            yield replace(leaf, text="\t".join(cell for cell in cells if cell), cells=cells)
        elif text.strip() or leaf.kind == "image":
            yield replace(leaf, text=text)
