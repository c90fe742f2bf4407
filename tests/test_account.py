"""The account of what was removed: neighbours that one rule took, in the page's order."""

from pages import PROSE, article, blocks, page

from pipeline.account import account
from pipeline.flow import clean_page
from pipeline.model import Labelled, Verdict
from pipeline.settings import Settings

TITLES = ("冬天的码头为什么不结冰", "渔民老李的三条船和一间屋", "海带怎么晒才不会发霉")
RELATED, NAVIGATION = Verdict("related", "related_list"), Verdict("navigation", "breadcrumb")


def test_neighbours_of_one_rule_are_one_entry() -> None:
    """And a kept block between them ends it."""
    verdicts = (NAVIGATION, None, RELATED, RELATED, None, RELATED)
    lines = blocks("首页", "一", "二二", "三", "四", "五")
    removed = account(tuple(map(Labelled, lines, verdicts)), in_full=False)
    assert [(one.reason, one.from_, one.to, one.blocks, one.characters) for one in removed] == [
        ("navigation", 1, 1, 1, 2),
        ("related", 3, 4, 2, 3),
        ("related", 6, 6, 1, 1),
    ]
    assert [one.sample for one in removed] == ["首页", "二二", "五"]


def test_nothing_removed_is_no_entry() -> None:
    """An empty account is empty."""
    assert account(tuple(map(Labelled, blocks(*PROSE))), in_full=True) == ()
    assert article(*PROSE).removed == ()


def test_lines_are_found_again_in_the_page() -> None:
    """From and to are lines of the page, blank ones counted."""
    lines = ["首页 > 新闻 > 正文", "", *PROSE, "", "相关推荐", *TITLES]
    for removed in article(*lines).removed:
        assert lines[removed.from_ - 1].startswith(removed.sample)
        assert lines[removed.to - 1] in (removed.sample, TITLES[-1])


def test_what_was_removed_is_written_in_full_where_wanted() -> None:
    """Only then."""
    text = "\n".join((*PROSE, "相关推荐", *TITLES))
    (one,) = clean_page(page(text), Settings(keep_removed=True)).articles
    assert [removed.text for removed in one.removed] == ["\n".join(("相关推荐", *TITLES))]
    assert [removed.text for removed in article(text).removed] == [None]


def test_a_sample_is_short() -> None:
    """However long the line."""
    (removed,) = account((Labelled(blocks("长" * 5000)[0], RELATED),), in_full=False)
    assert removed.sample == "长" * 60
    assert removed.characters == 5000
