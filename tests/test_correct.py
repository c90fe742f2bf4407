"""What people say of a page stands: blocks, facts, where articles begin; nothing is lost by it, nothing invented."""

import hashlib
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markup_written import MARKUP
from pages import PROSE, page, verdicts
from test_laws import assert_accounted, assert_articles_hold_the_account
from test_markup_laws import assert_every_letter_has_one_place, letters, shown
from written import PUT_TOGETHER

from pipeline.corrections import (
    BlockCorrection,
    Correction,
    Corrections,
    FactCorrection,
    JoinCorrection,
    SplitCorrection,
)
from pipeline.explain import explain
from pipeline.flow import clean_page
from pipeline.model import Cleaned, Page
from pipeline.settings import Settings

LINES = (
    "首页 > 城事 > 正文",
    "灯塔看守人",
    "2024-05-12 08:30 来源:南埠日报 作者:林小溪",
    *PROSE,
    "今日潮位偏高",
    "相关新闻",
    "南埠渡口恢复夜航",
    "一座石桥的四次搬家",
)
GLUED = (
    "灯塔看守人",
    "2024-05-12 来源:南埠日报",
    *PROSE,
    "相关新闻",
    "南埠渡口恢复夜航",
    "一座石桥的四次搬家",
    "旧戏台的新瓦片",
    "石桥镇的新船闸",
    "2024-06-02 来源:南埠日报",
    "石桥镇的新船闸昨天第一次放水,两岸站满了看热闹的人,连茶馆都关了门。",
    "闸工说新门比旧门轻一半,开合一次只要六分钟,船老大们都说等得值。",
    "老闸门会送到学校的展览室去,铜铆钉已经有人擦得发亮,谁也不许摸。",
)
HTML = (
    "<!doctype html><html><head><title>灯塔看守人 - 海港网</title></head><body>"
    "<div class=crumb><a href=/>首页</a> <a href=/city>城事</a></div><h1>灯塔看守人</h1>"
    + "".join(f"<p>{line}</p>" for line in PROSE)
    + "<h2>石桥镇的新船闸</h2>"
    + "".join(f"<p>{line}</p>" for line in GLUED[-3:])
    + "<div class=foot><a href=/about>关于我们</a> <a href=/law>法律声明</a></div></body></html>"
)


def corrected(one: Page, *corrections: Correction) -> Cleaned:
    """What becomes of a page with these corrections of it."""
    said = Corrections(one.path, None, hashlib.sha256(one.data).hexdigest(), corrections)
    return clean_page(Page(one.path, one.data, corrections=said), Settings())


def of_lines(*corrections: Correction) -> Cleaned:
    """What becomes of the page of lines."""
    return corrected(page("\n".join(LINES)), *corrections)


def of_markup(*corrections: Correction) -> Cleaned:
    """What becomes of the page of HTML."""
    return corrected(page(HTML, "page.html"), *corrections)


def number(result: Cleaned, text: str) -> int:
    """The block with this text."""
    return next(item.block.first for item in result.labelled if item.block.text == text)


def test_a_block_that_is_said_to_be_the_article_s_stays() -> None:
    """Whatever rule took it, and wherever it stands."""
    assert verdicts(of_lines())["南埠渡口恢复夜航"] == "related"
    (article,) = of_lines(BlockCorrection(9, 9, "article")).articles
    assert article.text.endswith("南埠渡口恢复夜航")
    assert "一座石桥的四次搬家" not in article.text


def test_a_block_that_is_said_to_go_goes_for_its_reason() -> None:
    """By a rule that says whose word it was."""
    (article,) = of_lines(BlockCorrection(7, 7, "removed", "navigation")).articles
    assert "今日潮位偏高" not in article.text
    (gone,) = (item for item in article.removed if item.rule == "your_correction")
    assert (gone.reason, gone.from_, gone.to, gone.sample) == ("navigation", 7, 7, "今日潮位偏高")


def test_without_a_reason_the_rule_s_stays() -> None:
    """And what no rule took is boilerplate."""
    result = of_lines(BlockCorrection(7, 8, "removed"))
    assert verdicts(result)["今日潮位偏高"] == "boilerplate"
    assert verdicts(result)["相关新闻"] == "related"


def test_a_page_with_nothing_but_what_a_person_kept_is_an_article() -> None:
    """It was too short, or an error; people know better."""
    short = page("502 Bad Gateway\n好")
    assert corrected(short).articles == ()
    (article,) = corrected(short, BlockCorrection(2, 2, "article")).articles
    assert article.text == "好"


def test_a_page_of_which_everything_goes_is_none() -> None:
    """And says why, as any other."""
    result = of_lines(BlockCorrection(1, 10, "removed"))
    assert result.articles == ()
    assert result.absence is not None
    assert {item.verdict and item.verdict.rule for item in result.labelled} == {"your_correction"}


def test_facts_are_what_people_say() -> None:
    """Null, too: where the page says nothing after all."""
    facts = (
        FactCorrection(1, "published", "2024-05-11"),
        FactCorrection(1, "authors", ("祁小满", "沈禾")),
        FactCorrection(1, "site", None),
    )
    (article,) = of_lines(*facts).articles
    assert (article.published, article.authors, article.site) == ("2024-05-11", ("祁小满", "沈禾"), None)
    assert (article.title, article.title_from) == ("灯塔看守人", "page")


def test_a_title_that_another_line_says_is_that_line() -> None:
    """It leaves the body, and the line that was the title comes back to it."""
    (article,) = of_lines(FactCorrection(1, "title", "今日潮位偏高")).articles
    assert (article.title, article.title_from) == ("今日潮位偏高", "page")
    assert article.text.startswith("灯塔看守人")
    assert "今日潮位偏高" not in article.text


def test_a_title_that_was_removed_is_taken_out_of_the_account() -> None:
    """A line is in one place."""
    (article,) = of_lines(FactCorrection(1, "title", "南埠渡口恢复夜航")).articles
    assert article.title_from == "page"
    assert 9 not in {n for item in article.removed for n in range(item.from_, item.to + 1)}


def test_a_title_that_no_line_says_comes_from_beside_the_page() -> None:
    """The line that it mends goes as metadata: its value was taken."""
    (article,) = of_lines(FactCorrection(1, "title", "灯塔与看守人")).articles
    assert (article.title, article.title_from) == ("灯塔与看守人", "markup")
    assert [item.sample for item in article.removed if item.rule == "your_correction"] == ["灯塔看守人"]
    assert "灯塔看守人" not in article.text


def test_a_part_of_the_title_s_line_is_still_what_the_page_shows() -> None:
    """People cut a site's name off."""
    (article,) = of_lines(FactCorrection(1, "title", "看守人")).articles
    assert (article.title, article.title_from) == ("看守人", "page")
    assert not any(item.rule == "your_correction" for item in article.removed)


def test_no_title_leaves_the_line_to_the_body() -> None:
    """And the article has none."""
    (article,) = of_lines(FactCorrection(1, "title", None)).articles
    assert (article.title, article.title_from) == (None, None)
    assert article.text.startswith("灯塔看守人")
    assert "no_title" in article.flags


def test_where_an_article_does_not_begin_none_begins() -> None:
    """Any block from the cut, at its breadcrumb, to the article's first line names it."""
    glued = page("\n".join((*GLUED[:9], LINES[0], *GLUED[9:])))
    assert [article.source.place for article in corrected(glued).articles] == [(1, 9), (10, 15)]
    for at in (10, 11):
        (article,) = corrected(glued, JoinCorrection(at)).articles
        assert GLUED[2] in article.text
        assert GLUED[-1] in article.text
    assert len(corrected(glued, JoinCorrection(9)).articles) == 2


def test_where_people_say_that_an_article_begins_one_begins() -> None:
    """With a title of its own, if there is one."""
    one, other = corrected(page("\n".join((*PROSE, "石桥镇的新船闸", *GLUED[-3:]))), SplitCorrection(4)).articles
    assert one.text.endswith(PROSE[-1])
    assert (other.title, other.source.place) == ("石桥镇的新船闸", (4, 7))


def test_an_html_page_is_cut_where_people_say() -> None:
    """What it declares to be its title is that of the first article; the second has its heading."""
    heading = number(of_markup(), "石桥镇的新船闸")
    one, other = of_markup(SplitCorrection(heading)).articles
    assert (one.title, other.title, other.title_from) == ("灯塔看守人", "石桥镇的新船闸", "heading")
    assert one.text == "\n\n".join(PROSE)
    assert other.text == "\n\n".join(GLUED[-3:])


def test_blocks_of_an_html_page_are_corrected() -> None:
    """By their numbers, as `explain` prints them."""
    crumb, last = number(of_markup(), "首页 城事"), number(of_markup(), GLUED[-1])
    result = of_markup(BlockCorrection(crumb, crumb, "article"), BlockCorrection(last, last, "removed", "comment"))
    (article,) = result.articles
    assert "首页 城事" in article.text
    assert verdicts(result)[GLUED[-1]] == "comment"


def test_the_title_of_an_html_page_can_go() -> None:
    """Then what the page declares is its title, or what people say."""
    heading = number(of_markup(), "灯塔看守人")
    (article,) = of_markup(BlockCorrection(heading, heading, "removed", "boilerplate")).articles
    assert "灯塔看守人" not in article.text
    (article,) = of_markup(FactCorrection(1, "title", "石桥镇的新船闸")).articles
    assert article.title_from == "heading"
    assert "灯塔看守人" in article.text


@pytest.mark.parametrize(
    "lost",
    [
        BlockCorrection(40, 41, "removed"),
        BlockCorrection(7, 7, "removed", text="今日潮位偏低"),
        FactCorrection(2, "title", "二"),
        SplitCorrection(5, text="老吴"),
        JoinCorrection(99),
    ],
)
def test_what_finds_nothing_to_correct_is_told(lost: Correction) -> None:
    """And changes nothing but the fingerprint."""
    result = of_lines(lost)
    assert result.unheard == (lost,)
    assert result.labelled == of_lines().labelled


def test_the_beginning_of_a_block_may_stand_beside_its_number() -> None:
    """White space aside."""
    result = of_lines(BlockCorrection(7, 7, "removed", text="今日 潮位"))
    assert (verdicts(result)["今日潮位偏高"], result.unheard) == ("boilerplate", ())


def test_a_piece_of_a_line_is_corrected_by_its_text() -> None:
    """A correction of a line leaves the note that was cut from its end alone, unless it names it."""
    one = page("\n".join((*LINES[:6], f"{PROSE[0]}(责任编辑:沈禾)")))
    sentence, note = PROSE[0], "(责任编辑:沈禾)"

    def told(text: str) -> tuple[str | None, str | None]:
        result = verdicts(corrected(one, BlockCorrection(7, 7, "removed", "comment", text=text)))
        return result[sentence], result[note]

    assert verdicts(corrected(one))[note] == "metadata"
    assert (told(""), told("老吴"), told("(责任")) == (
        ("comment", "metadata"),
        ("comment", "metadata"),
        (None, "comment"),
    )
    (article,) = corrected(one, BlockCorrection(7, 7, "article", text="(责任")).articles
    assert article.text.endswith(note)


def test_explain_says_whose_word_it_was() -> None:
    """Of what is kept, of what goes, and of facts."""
    told = (BlockCorrection(7, 7, "removed"), BlockCorrection(9, 9, "article"), FactCorrection(1, "site", "海港网"))
    shown = "\n".join(line for line, _ in explain(of_lines(*told)))
    assert "boilerplate · your_correction" in shown
    assert "keep · your_correction" in shown
    assert "your_correction: You said so" in shown
    assert "site  your correction" in shown


def test_corrections_are_part_of_the_fingerprint() -> None:
    """Of their page alone."""
    (plain,) = clean_page(page("\n".join(LINES)), Settings()).articles
    marks = {
        of_lines(each).articles[0].made_by.fingerprint
        for each in (FactCorrection(1, "site", "甲"), FactCorrection(1, "site", "乙"))
    }
    assert len(marks | {plain.made_by.fingerprint}) == 3
    assert of_lines().articles[0].made_by == plain.made_by


EVERY = (
    BlockCorrection(2, 2, "removed", "related"),
    BlockCorrection(5, 9, "article"),
    BlockCorrection(1, 4, "removed"),
    FactCorrection(1, "title", "石桥镇的新船闸"),
    FactCorrection(1, "title", None),
    FactCorrection(2, "title", "谁也没有写过的题目"),
    SplitCorrection(4),
    SplitCorrection(13),
    JoinCorrection(10),
)


@pytest.mark.parametrize("told", [*itertools.combinations(EVERY, 1), *itertools.combinations(EVERY, 2), EVERY[3:]])
def test_the_laws_hold_whatever_people_say(told: tuple[Correction, ...]) -> None:
    """Every line is in one place, also where corrections quarrel: the flow takes what it is given."""
    one = page("\n".join(GLUED))
    result = corrected(one, *told)
    assert_accounted(one, result)
    assert_articles_hold_the_account(one, result)
    assert_accounted(page("\n".join(LINES)), of_lines(*told))


NUMBERS = st.integers(1, 24)
RANDOM = st.lists(
    st.one_of(
        st.builds(BlockCorrection, NUMBERS, NUMBERS, st.just("article")),
        st.builds(
            BlockCorrection, NUMBERS, NUMBERS, st.just("removed"), st.sampled_from((None, "related", "metadata"))
        ),
        st.builds(SplitCorrection, NUMBERS),
        st.builds(JoinCorrection, NUMBERS),
        st.builds(FactCorrection, st.integers(1, 3), st.just("title"), st.sampled_from((None, "灯塔", *LINES[1:4]))),
    ),
    max_size=5,
).map(tuple)


@settings(max_examples=150)
@given(PUT_TOGETHER, RANDOM)
def test_the_laws_hold_of_any_page_and_any_corrections(text: str, told: tuple[Correction, ...]) -> None:
    """Nothing raises, nothing is lost, and what people kept is kept."""
    one = page(text)
    result = corrected(one, *told)
    assert_accounted(one, result)
    assert_articles_hold_the_account(one, result)


@settings(max_examples=100)
@given(MARKUP, RANDOM)
def test_the_laws_hold_of_any_markup_and_any_corrections(html: str, told: tuple[Correction, ...]) -> None:
    """Each article has the blocks that were kept in its stretch, letter by letter."""
    one = page(html, "a.html")
    result = corrected(one, *told)
    assert_every_letter_has_one_place(one, result)
    kept = [item.block for item in result.labelled if item.verdict is None]
    for article in result.articles:
        first, last = article.source.place
        body = [block.text for block in kept if first <= block.first <= last and block.first not in result.titles]
        assert letters(*shown(article)) == letters(*body)


def test_each_block_of_an_html_page_can_be_corrected() -> None:
    """Hidden ones, rows, items and code, too; the second is the title."""
    html = HTML.replace(
        "<h2>",
        "<p hidden>没有人看见的一行字。</p><table><tr><th>盐<td>3克<tr><th>水<td>230毫升</table>"
        "<ul><li>甲项<ul><li>乙项</ul><li>丙项</ul><pre>x = 1\ny = 2</pre><h2>",
    )
    one = page(html, "a.html")
    for item in corrected(one).labelled:
        number, text = item.block.first, letters(item.block.text)
        (kept,) = corrected(one, BlockCorrection(number, number, "article")).articles
        (gone,) = corrected(one, BlockCorrection(number, number, "removed")).articles
        assert letters(*shown(gone)).count(text) == letters(*shown(kept)).count(text) - (number != 2)


def test_hidden_text_is_an_article_s_where_a_person_says_so() -> None:
    """Their word goes before all."""
    one = page(HTML.replace("<h2>", "<p hidden>没有人看见的一行字。</p><h2>"), "a.html")
    (hidden,) = (
        item.block.first for item in corrected(one).labelled if item.verdict and item.verdict.reason == "hidden"
    )
    (article,) = corrected(one, BlockCorrection(hidden, hidden, "article")).articles
    assert "没有人看见的一行字。" in article.text
