"""The learned judge: the weights that come with the package, and what they say of plain pages."""

from importlib.resources import files

from pipeline.judge import judge, shipped, voices
from pipeline.markup.blocks import markup_blocks
from pipeline.markup.features import features, judged
from pipeline.markup.walk import walk
from pipeline.model import Text
from pipeline.segment import segment

MENU = "<nav class=menu><ul><li><a href=/>Home</a><li><a href=/b>About us</a></ul></nav>"
SENTENCES = [f"Rain fell on the town for {n} days, and the river, which is low in May, rose." for n in range(3, 9)]
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
PAGE = f"<title>Rain</title>{MENU}<article><h1>Rain</h1>{BODY}</article><footer>© 2024</footer>"
MOST_BYTES = 2_000_000


def kept(html: str) -> list[str]:
    """The texts that the judge keeps, and the title it found."""
    segmented = markup_blocks(html)
    opinion = judge(segmented)
    assert opinion is not None
    likely = [
        block.text for block, chance in zip(segmented.blocks, opinion.chances, strict=True) if chance >= opinion.cut
    ]
    return likely if opinion.title is None else [segmented.blocks[opinion.title].text, *likely]


def test_weights_fit_the_features() -> None:
    """Else every probability would be noise."""
    page = walk("<p>a</p>")
    assert shipped().features == features(judged(page), page).names


def test_weights_are_small() -> None:
    """They travel with the package."""
    assert len((files("pipeline") / "data" / "blocks.npz").read_bytes()) <= MOST_BYTES


def test_a_plain_article() -> None:
    """The menu goes, the paragraphs stay."""
    assert kept(PAGE)[-len(SENTENCES) :] == SENTENCES
    assert {"Home", "About us", "© 2024"}.isdisjoint(kept(PAGE))


def test_the_title_is_found() -> None:
    """Where it stands among the blocks."""
    assert kept(PAGE)[0] == "Rain"


def test_nothing_to_judge() -> None:
    """An empty page has no likely block."""
    assert kept("") == []


def test_a_text_is_not_judged_yet() -> None:
    """Its lines are the rules' alone."""
    assert judge(segment(Text("一\n二", "text/plain", "utf-8", 0))) is None


def test_what_is_hidden_is_not_judged() -> None:
    """It has no chance, whatever it says."""
    segmented = markup_blocks(
        PAGE.replace("<article>", "<article><p hidden>Rain fell on the town, and nobody saw.</p>")
    )
    opinion = judge(segmented)
    assert opinion is not None
    hidden = [place for place, block in enumerate(segmented.blocks) if block.text.endswith("nobody saw.")]
    assert [opinion.chances[place] for place in hidden] == [0.0]


def test_a_body_that_only_a_script_holds_is_the_article() -> None:
    """And what the page shows beside it is not."""
    body = " ".join(f"Rain fell on the town for {n} days." for n in range(3, 20))
    html = f'<script type="application/ld+json">{{"@type": "Article", "articleBody": "{body}"}}</script>{MENU}'
    assert kept(html)[-1:] == [body]
    assert voices(markup_blocks(html)) == {}


def test_every_judged_block_has_voices() -> None:
    """For `explain`: a number for each kind of evidence."""
    segmented = markup_blocks(PAGE)
    told = voices(segmented)
    assert sorted(told) == [block.first for block in segmented.blocks]
    assert len({frozenset(said) for said in told.values()}) == 1
