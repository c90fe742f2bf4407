"""The one verdict of judge and rules on a block of an HTML page, in its stated order."""

from msgspec.structs import replace
from pages import PROSE

from pipeline.label import label
from pipeline.label.elements import NAMED, TAGGED
from pipeline.label.leaves import label_leaves
from pipeline.markup.blocks import markup_blocks
from pipeline.model import Labelled, Opinion, Verdict

HEAD = "<h1>灯塔看守人</h1>"
BODY = "".join(f"<p>{sentence}</p>" for sentence in PROSE)


def told(markup: str, *chances: float, cut: float = 0.5, title: int | None = 0) -> tuple[Labelled, ...]:
    """The blocks of a page for which the judge holds these chances."""
    segmented = markup_blocks(markup)
    assert len(segmented.blocks) == len(chances)
    return label_leaves(segmented, Opinion(chances, cut, title), label)


def rules(labelled: tuple[Labelled, ...]) -> list[str | None]:
    """The rule that took each block; None where it stayed."""
    return [item.verdict.rule if item.verdict else None for item in labelled]


def test_what_is_hidden_goes_whatever_the_judge_thinks() -> None:
    """It is not shown to a reader."""
    labelled = told(f"{HEAD}{BODY}<p style='display:none'>{PROSE[0]}</p>", 1, 1, 1, 1, 1)
    assert labelled[-1].verdict == Verdict("hidden", "display_none")


def test_the_title_stays_whatever_the_judge_thinks() -> None:
    """Titles are neither body nor noise."""
    assert rules(told(HEAD + BODY, 0.01, 1, 1, 1)) == [None, None, None, None]


def test_an_error_goes_though_the_judge_would_keep_it() -> None:
    """Machine output in the middle of an article is no part of it."""
    error = "<p>Warning: array_rand(): Array is empty in /www/web/keys.php on line 12</p>"
    assert rules(told(HEAD + BODY + error, 0.9, 1, 1, 1, 0.99))[-1] == "php_message"


def test_a_menu_that_the_judge_is_sure_of_stays() -> None:
    """Whether a doubtful line belongs to the article is what the judge has learned."""
    menu = "<p>上一篇 | 下一篇</p>"
    assert rules(told(HEAD + BODY + menu, 0.9, 1, 1, 1, 0.99))[-1] is None
    assert rules(told(HEAD + BODY + menu, 0.9, 1, 1, 1, 0.6))[-1] is not None


def test_the_elements_around_a_block_say_why_it_goes() -> None:
    """The nearest that says anything; else its links; else only that it stands beside the article."""
    beside = (
        "<div class=comment-list><p>甲</p></div><nav><p>乙</p></nav><div class=related-posts><p>丙</p></div>"
        "<footer><p>丁</p></footer><div class=x><p><a href=/1>戊</a></p><p>己</p></div>"
    )
    labelled = told(f"{HEAD}{BODY}{'<p>' + PROSE[0] + '</p>'}{beside}", *(1,) * 5, *(0,) * 6)
    assert rules(labelled)[5:] == [
        "comment_element",
        "navigation_element",
        "related_element",
        "site_element",
        "link_beside_article",
        "beside_article",
    ]


def test_rules_of_one_reason_that_would_take_the_page_have_misread_it() -> None:
    """Every entry of a list of papers begins with a label that a leaked prompt has too."""
    entries = "".join(f"<p>Title: The {name} of lighthouses at sea</p>" for name in ("colour", "sound", "shape"))
    assert rules(told(HEAD + entries, 0.9, 0.6, 0.6, 0.6)) == [None, None, None, None]


def test_keys_go_though_they_are_most_of_what_the_judge_keeps() -> None:
    """A shop writes them between its letters against those who block advertisements."""
    keys = " ".join(
        f"{letter} 1b4e28ba-2fa1-11d2-883f-0016d3cca{number}" for number, letter in enumerate("Sponsored", 100)
    )
    given = rules(told(f"{HEAD}<p>{PROSE[0]}</p><div>{keys}</div>", 0.9, 0.9, 0.9))
    assert given == [None, None, "encoded_data"]


def test_every_block_carries_its_chance() -> None:
    """For explain and for the article's confidence."""
    assert [item.chance for item in told(HEAD + BODY, 0.5, 0.75, 0.25, 1)] == [0.5, 0.75, 0.25, 1]


def test_a_page_of_which_nothing_is_kept_is_accounted_for() -> None:
    """Every block goes, and none is lost."""
    labelled = told(HEAD + BODY, 0, 0, 0, 0, title=None)
    assert all(item.verdict for item in labelled)


def test_only_reasons_of_the_closed_list_are_given() -> None:
    """Names and tags give nothing else."""
    given = {verdict.reason for _, verdict in NAMED} | {verdict.reason for verdict in TAGGED.values()}
    assert given <= {"comment", "related", "metadata", "navigation", "boilerplate"}


def test_marks_of_headings_and_items_are_for_the_rules_only() -> None:
    """The blocks that come back are those that went in."""
    segmented = markup_blocks(f"<h2>灯塔</h2><ul><li>{PROSE[0]}</ul>")
    labelled = label_leaves(segmented, Opinion((1.0, 1.0), 0.5, None), label)
    assert tuple(replace(item, verdict=None, chance=None).block for item in labelled) == segmented.blocks


def test_behind_the_line_that_ends_a_text_rules_count_more_than_a_sure_judge() -> None:
    """Credits and calls stand there; above most of the text such a line ends nothing."""
    marks = "<p>— END —</p><p>文字 / 苏砚</p>"
    assert rules(told(HEAD + BODY + marks, 1, 1, 1, 1, 0.7, 0.9))[-2:] == ["navigation_line", "byline"]
    early = f"{HEAD}<p>{PROSE[0]}</p>{marks}<p>{PROSE[1]}</p><p>{PROSE[2]}</p><p>{PROSE[1]}{PROSE[2]}</p>"
    assert rules(told(early, 1, 1, 0.7, 0.9, 1, 1, 1))[3] is None


def test_the_last_look_at_lines_reads_blocks_too() -> None:
    """A pointer among sure paragraphs goes, and a call that ends them; a price in a list of things to buy stays."""
    aside = "<p>Also read: Where the Last Lamplighter Kept His Ladders for Forty Years</p>"
    call = "<p>Follow us on Facebook and Instagram for more from the lane.</p>"
    page = f"{HEAD}<p>{PROSE[0]}</p>{aside}<p>{PROSE[1]}</p><p>{PROSE[2]}</p>{call}"
    assert rules(told(page, 1, 1, 0.95, 1, 1, 0.95)) == [None, None, "title_aside", None, None, "site_notice"]
    price = "<p>Get it from the shop on the quay for $24 (three colours).</p>"
    assert rules(told(f"{HEAD}{BODY}{price}", 1, 1, 1, 1, 0.9))[-1] is None


def test_a_dialogue_that_asks_for_consent_goes_whatever_the_judge_thinks() -> None:
    """Told by a system's name, or by a name and the role; a page about consent has neither."""
    asked = "<div {}><h2>Ein Leitfaden</h2><p>Was dieser Leitfaden sagt, gilt für alle Leser.</p></div>"
    gone = ["consent_dialogue", "consent_dialogue"]
    assert rules(told(HEAD + BODY + asked.format("id=onetrust-banner-sdk"), 1, 1, 1, 1, 1, 1))[-2:] == gone
    assert rules(told(HEAD + BODY + asked.format("class=cmp-app role=dialog"), 1, 1, 1, 1, 1, 1))[-2:] == gone
    assert rules(told(HEAD + BODY + asked.format("class=cookie-consent-guide"), 1, 1, 1, 1, 1, 1))[-2:] == [None, None]
