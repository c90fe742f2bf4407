"""What is an article's by its place, though the judge doubts it: captions, sections, folds, notes."""

from pages import PROSE

from pipeline.label.owned import owned
from pipeline.markup.blocks import markup_blocks
from pipeline.model import Opinion

LONG = "".join(PROSE)
CUT = 0.5


def kept(markup: str, *given: float) -> list[bool]:
    """Which of the blocks are kept, by their chances."""
    opinion = owned(markup_blocks(f"<h1>灯塔</h1>{markup}"), Opinion((0.9, *given), CUT, 0, 1.0))
    return [chance >= CUT for chance in opinion.chances[1:]]


def test_what_stands_below_a_kept_heading_without_text_stays() -> None:
    """Nobody writes a heading over nothing; the links that open an answer stay with it."""
    fold = "<div class=item><a class=head href=#>{}</a></div><div class=said><p>{}</p></div>"
    faq = "".join(fold.format(f"第{n}问", f"答案在这里,一共要说上这么几句话才说得清楚第{n}点。") for n in (1, 2))
    section = f"<section><p>{LONG}</p><h2>常见问题</h2>{faq}</section>"
    assert kept(section, 0.95, 0.7, 0.05, 0.3, 0.05, 0.2) == [True] * 6
    assert kept(section, 0.95, 0.4, 0.05, 0.3, 0.05, 0.2) == [True, *[False] * 5]
    assert kept(section, 0.95, 0.7, 0.05, 0.05, 0.05, 0.05) == [True, True, *[False] * 4]


def test_below_a_heading_over_comments_or_other_pages_nothing_stays() -> None:
    """It says itself whose text that is."""
    said = f"<p>{LONG}</p><h2>Customer reviews</h2><p>Pours without dribbling, which is all I ask of a kettle.</p>"
    assert kept(f"<section>{said}</section>", 0.95, 0.7, 0.3) == [True, True, False]
    cards = f"<p>{LONG}</p><h2>雨中</h2><div class=related-posts><p>{PROSE[0]}</p></div>"
    assert kept(f"<section>{cards}</section>", 0.95, 0.7, 0.3) == [True, True, False]


def test_a_heading_with_text_of_its_own_speaks_for_no_more() -> None:
    """What the judge left out behind a kept paragraph stays out."""
    section = f"<section><h2>海风</h2><p>{LONG}</p><p>{PROSE[0]}</p></section>"
    assert kept(section, 0.9, 0.95, 0.3) == [True, True, False]


def test_folds_beside_a_kept_fold_stay() -> None:
    """Questions are not answered one by one; a button among them is none."""
    fold = "<details><summary>{}</summary><p>{}</p></details>"
    folds = fold.format("甲?", LONG) + fold.format("乙?", LONG)
    assert kept(folds, 0.7, 0.8, 0.3, 0.3) == [True] * 4
    assert kept(folds, 0.4, 0.4, 0.3, 0.3) == [False] * 4
    linked = folds.replace("<p>", "<a href=/x>更多</a><p>", 1)
    assert kept(linked, 0.7, 0.3, 0.8, 0.3, 0.3) == [True, False, True, True, True]


def test_a_short_caption_between_two_sure_neighbours_stays() -> None:
    """Elsewhere it is a credit, or names another page."""
    figure = "<figure><img src=/a.jpg><figcaption>补完的墙</figcaption></figure>"
    inside = f"<div><p>{LONG}</p>{figure}<p>{LONG}</p></div>"
    assert kept(inside, 0.95, 0.05, 0.95) == [True] * 3
    assert kept(f"<p>{LONG}</p><div>{figure}</div><p>{LONG}</p>", 0.95, 0.05, 0.95) == [True, False, True]


def test_notes_stay_together_where_one_is_likely() -> None:
    """An arrow leads back from each; without arrows a list is judged as any."""
    notes = "<ol><li>甲注。<a href=#r1>↩</a></li><li>乙注。<a href=#r2>↩</a></li></ol>"
    assert kept(f"<p>{LONG}</p>{notes}", 0.95, 0.0, 0.2, 0.0, 0.05) == [True, False, True, False, True]
    assert kept(f"<p>{LONG}</p>{notes}", 0.95, 0.0, 0.05, 0.0, 0.05) == [True, *[False] * 4]
    bare = notes.replace("<a href=#r1>↩</a>", "").replace("<a href=#r2>↩</a>", "")
    assert kept(f"<p>{LONG}</p>{bare}", 0.95, 0.2, 0.05) == [True, False, False]


def test_headings_counted_in_order_stay_together_with_what_stands_between_them() -> None:
    """Where the judge keeps one of three; a list of which it keeps none is a ranking of other pages."""
    sections = "".join(f"<h4>{n}、拆门</h4><p>{PROSE[0]}</p>" for n in "一二三")
    assert kept(f"<p>{LONG}</p>{sections}<p>{LONG}</p>", 0.95, 0.1, 0.9, 0.7, 0.05, 0.1, 0.9, 0.95) == [True] * 8
    none = kept(f"<p>{LONG}</p>{sections}<p>{LONG}</p>", 0.95, 0.1, 0.05, 0.1, 0.05, 0.1, 0.05, 0.95)
    assert none == [True, *[False] * 6, True]


def test_headings_out_of_order_say_nothing() -> None:
    """One, three, four are not counted; nor are links."""
    gap = "".join(f"<h4>{n}、拆门</h4><p>{PROSE[0]}</p>" for n in "一三四")
    assert kept(gap, 0.9, 0.9, 0.1, 0.9, 0.1, 0.9) == [True, True, False, True, False, True]
    links = "".join(f"<h4><a href=/{n}>0{n} 拆门</a></h4><p>{PROSE[0]}</p>" for n in (1, 2, 3))
    assert kept(links, 0.9, 0.9, 0.1, 0.9, 0.1, 0.9) == [True, True, False, True, False, True]


def test_doubtful_blocks_between_two_that_stay_are_kept() -> None:
    """A note, a pull quote: one or two; not three, no links, no captions, and nothing at an end."""
    note = "<div class=note><p>Note</p></div><div class=note><p>Off by default.</p></div>"
    page = f"<p>{LONG}</p>{note}<section><p>{LONG}</p></section><div>At the end</div>"
    assert kept(page, 0.9, 0.33, 0.4, 0.9, 0.4) == [True, True, True, True, False]
    assert kept(page, 0.9, 0.33, 0.2, 0.9, 0.4) == [True, False, False, True, False]
    three = page.replace("<div class=note>", "<div class=note><b>x</b></div><div class=note>", 1)
    assert kept(three, 0.9, 0.4, 0.4, 0.4, 0.9, 0.4) == [True, False, False, False, True, False]
    linked = f"<p>{LONG}</p><div class=note><a href=/>More of it</a></div><section><p>{LONG}</p></section>"
    assert kept(linked, 0.9, 0.4, 0.9) == [True, False, True]
