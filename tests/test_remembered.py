"""Memory in use: what recurs on the site's pages goes, and what recurs rightly stays."""

from msgspec.structs import replace
from site_pages import (
    END,
    TOP,
    gone,
    html_page,
    known,
    known_by_rules,
    learned,
    lines,
    prose,
    rules_of_memory,
    text_page,
    title,
    traces,
)

from pipeline import clean
from pipeline.decode import decode
from pipeline.explain import explain
from pipeline.hearing import hear
from pipeline.label.remembered import LINES, remember
from pipeline.label.seen import Called
from pipeline.learning.recollect import recollect
from pipeline.memory import Memory, Row, memory_of
from pipeline.model import Labelled, Page, Text
from pipeline.segment import segment
from pipeline.settings import Settings

SITE = learned(*(lines(seed) for seed in range(10)))
FRESH = lines("fresh")


def decode_text(page: Page) -> Text:
    """A page's characters."""
    text = decode(page)
    assert text is not None
    return text


def of_lines(*rows: str, pages: int = 10, of: int = 10) -> Memory:
    """A memory that knows these lines."""
    return memory_of("nanbu/", of, tuple(Row(text, "line", pages, of) for text in rows))


def test_the_frame_of_a_page_goes() -> None:
    """Lines that no phrase list knows, since they stand on every page."""
    page = text_page(FRESH)
    taken = rules_of_memory(known_by_rules(page, SITE))
    assert set(taken) == {*TOP, *END}
    assert set(taken.values()) == {"site_repeats"}
    (article,) = known_by_rules(page, SITE).articles
    assert article.title == title("fresh")
    assert article.text == "\n\n".join(prose("fresh"))
    assert {removed.reason for removed in article.removed} == {"repeated", "metadata"}


def test_without_memory_some_of_it_stays() -> None:
    """So that the test above can fail; the judge of lines is left out of both, as it takes such a frame by itself."""
    assert not {*TOP, *END} <= set(gone(known_by_rules(text_page(FRESH), None)))


def test_the_frame_of_an_html_page_goes() -> None:
    """As a text page's; the account names the reason."""

    def page(seed: object) -> Page:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in prose(seed))
        box = "<div class=note><p>港务处的老船长在码头等你来听故事。</p><p>潮汐表由港务处印制,欢迎索取。</p></div>"
        more = "<p>读者俱乐部每周六下午在旧闸楼上开放,来的人都有一杯热茶。</p>"
        return html_page(f"<h1>{title(seed)}</h1>{text}{box}{more}", seed, title(seed))

    memory = recollect("nanbu.example", traces([page(seed) for seed in range(10)]))
    taken = rules_of_memory(known(page("fresh"), memory))
    kept = "\n".join(article.text for article in known(page("fresh"), memory).articles)
    assert set(taken.values()) <= {"site_repeats"}
    assert all(paragraph in kept for paragraph in prose("fresh"))
    assert not set(taken) & set(prose("fresh"))


def test_what_stands_beyond_the_frames_edge_goes_where_the_judge_doubts_it() -> None:
    """Comments under the frame recur nowhere; on other pages nothing of the article stands there."""
    remarks = ["楼主说得好", "顶一个", "坐等后续"]
    page = text_page([*FRESH[:-1], *remarks, FRESH[-1]])
    plain = of_lines(*TOP, *END)
    edged = memory_of(
        "nanbu/", 10, tuple(replace(row, place="after" if row.text in END else "before") for row in plain.rows)
    )
    said = tuple(
        Labelled(block, None, 0.45 if block.text in remarks else 0.95) for block in segment(decode_text(page)).blocks
    )
    taken = {item.block.text: item.verdict.rule for item in remember(said, edged, Called(2), LINES) if item.verdict}
    assert {taken.get(line) for line in remarks} == {"beyond_repeats"}
    assert not set(taken) & set(prose("fresh"))
    known_lines = {item.block.text for item in remember(said, plain, Called(2), LINES) if item.verdict}
    assert not known_lines & set(remarks)
    sure = tuple(replace(item, chance=0.95) for item in said)
    assert not {item.block.text for item in remember(sure, edged, Called(2), LINES) if item.verdict} & set(remarks)


def test_labels_of_items_stay_on_a_page_that_is_no_article() -> None:
    """They recur on the site since each of its lists has them, for each of its items."""
    items = [line for number in range(6) for line in ("重量", f"{number}50克", "适合", f"第{number}季的河道")]
    said = tuple(Labelled(block, None, 0.4) for block in segment(decode_text(text_page([*TOP, *items, *END]))).blocks)
    memory = of_lines(*TOP, "重量", "适合", *END)
    taken = {item.block.text for item in remember(said, memory, Called(None), LINES) if item.verdict}
    assert not taken & {"重量", "适合"}


def test_memory_never_touches_the_title() -> None:
    """Even where all pages have it as a heading."""
    (article,) = known(text_page(FRESH), of_lines(title("fresh"), *TOP, *END)).articles
    assert article.title == title("fresh")


def test_three_remembered_lines_are_the_least() -> None:
    """A page that shows less of the site's frame is built otherwise: a redesign is not judged by the old pages."""
    page = text_page([title("fresh"), *prose("fresh"), END[0], END[1]])
    assert rules_of_memory(known(page, SITE)) == {}


def test_a_redesigned_site_keeps_its_new_pages() -> None:
    """Old pages are ten, new ones are of another frame: what the old ones had in common is not looked for there."""
    new = [f"新版{line}" for line in TOP]
    page = text_page([*new, title("fresh"), *prose("fresh"), "新版页脚在此"])
    assert set(rules_of_memory(known(page, SITE))) == set()


def test_the_intro_of_a_series_stays() -> None:
    """It opens every part, in the judge's eyes an article's sentence as any other, and stands between others."""
    intro = "这个系列写的是南埠港边的手艺人,每一篇记一个人和他的一件工具,今天是其中的一篇。"

    def part(seed: object) -> list[str]:
        head, *rest = prose(seed)
        return [*TOP, title(seed), head, intro, *rest, *END]

    memory = learned(*(part(seed) for seed in range(10)))
    assert intro in {row.text for row in memory.rows}
    assert intro not in gone(known(text_page(part("fresh")), memory))


def test_headings_of_recipes_stay() -> None:
    """They stand on every page, each between lines that stand on one."""

    def recipe(seed: object) -> list[str]:
        parts = prose(seed, 8)
        return [*TOP, title(seed), parts[0], "用料", *parts[1:4], "做法步骤", *parts[4:7], "小贴士", parts[7], *END]

    memory = learned(*(recipe(seed) for seed in range(10)))
    taken = gone(known(text_page(recipe("fresh")), memory))
    assert not {"用料", "做法步骤", "小贴士"} & set(taken)
    assert {*TOP, *END} <= set(taken)


def test_legal_wording_that_is_the_article_stays() -> None:
    """A page of terms that every page of the site carries below its text: there it is the matter."""
    terms = prose("terms", 5)
    memory = learned(*([*lines(seed), *terms] for seed in range(10)))
    page = text_page([*TOP, "南埠在线使用条款全文", *terms, *END])
    assert not set(terms) & set(rules_of_memory(known(page, memory)))
    assert set(terms) <= set(rules_of_memory(known(text_page([*FRESH, *terms]), memory)))


def test_a_refrain_stays() -> None:
    """It comes back in a poem, and in the poems of a site."""
    refrain = "潮水退了,灯还亮着"

    def poem(seed: object) -> list[str]:
        verses = [sentence[:12] for sentence in prose(seed, 8)]
        return [*TOP, title(seed), *verses[:4], refrain, *verses[4:], refrain, *END]

    memory = learned(*(poem(seed) for seed in range(10)))
    assert refrain not in rules_of_memory(known(text_page(poem("fresh")), memory))


def test_a_quotation_stays() -> None:
    """Several pages quote the same sentence in their text."""
    quotation = "老港监说过:“船靠的是岸,人靠的是灯,灯一灭,再熟的水道也是生的。”"

    def page(seed: object) -> list[str]:
        head, *rest = prose(seed)
        return [*TOP, title(seed), head, quotation, *rest, *END]

    memory = learned(*(page(seed) for seed in range(10)))
    assert quotation not in gone(known(text_page(page("fresh")), memory))


def test_an_agency_story_on_many_pages_stays() -> None:
    """Half of the site's pages carry it; each of them is an article."""
    story = [title("story"), *prose("story")]
    pages = [[*TOP, *story, *END] if seed % 2 else lines(seed) for seed in range(10)]
    memory = learned(*pages)
    assert set(story) & {row.text for row in memory.rows}
    assert not set(story) & set(gone(known(text_page([*TOP, *story, *END]), memory)))


def test_a_site_of_three_pages_has_no_memory() -> None:
    """They may be three parts of one text."""
    assert learned(*(lines(seed) for seed in range(3))).rows == ()


def test_two_templates_are_learned_each_by_itself() -> None:
    """What stands on half of the pages is on all of those that are built alike; neither frame touches the other's."""
    other = tuple(f"渡口专栏{line}" for line in END)
    pages = [lines(seed, top=(), end=END if seed % 2 else other) for seed in range(20)]
    memory = learned(*pages)
    assert {(row.pages, row.of) for row in memory.rows if row.text in {*END, *other}} == {(10, 20)}
    for end in (END, other):
        assert set(rules_of_memory(known(text_page(lines("fresh", top=(), end=end)), memory))) == set(end)


def test_a_rare_template_is_learned() -> None:
    """Five pages of a hundred are built otherwise: counted among all pages it would be chance."""
    rare = tuple(f"档案馆{line}" for line in (*TOP, *END))
    pages = [lines(seed) if seed % 20 else lines(seed, top=(), end=rare) for seed in range(100)]
    memory = learned(*pages)
    assert {(row.pages, row.of) for row in memory.rows if row.text in rare} == {(5, 5)}
    assert set(rules_of_memory(known_by_rules(text_page(lines("fresh", top=(), end=rare)), memory))) == set(rare)


def test_a_row_marked_never_stays() -> None:
    """A mistaken memory is undone for all pages of its site at once."""
    spared = memory_of(
        SITE.site, SITE.pages, tuple(replace(row, mark="never") if row.text == END[2] else row for row in SITE.rows)
    )
    assert END[2] in rules_of_memory(known_by_rules(text_page(FRESH), SITE))
    assert END[2] not in rules_of_memory(known_by_rules(text_page(FRESH), spared))
    assert set(rules_of_memory(known_by_rules(text_page(FRESH), spared))) == {*TOP, *END} - {END[2]}


def test_a_row_marked_always_goes() -> None:
    """Wherever it stands, and though nothing else of the page is known; but for the title. Rules give way."""
    line = prose("fresh")[2]
    said = (line, "上一篇:没有了", title("fresh"))
    marked = memory_of("nanbu/", 0, tuple(Row(text, mark="always") for text in said))
    result = known(text_page([*FRESH, said[1]]), marked)
    assert rules_of_memory(result) == {line: "marked_always", said[1]: "marked_always"}


def test_titles_of_siblings_together_go() -> None:
    """The list of other pages between two paragraphs, without a heading; the page's own title is none of it."""
    names = [title(seed) for seed in ("fresh", "one", "two", "three")]
    memory = memory_of("nanbu/", 9, tuple(Row(name, "title", 1, 9) for name in names))
    head, *rest = prose("fresh")
    page = text_page([names[0], head, *names[1:], *rest])
    assert rules_of_memory(known(page, memory)) == dict.fromkeys(names[1:], "sibling_titles")


def test_the_title_of_a_sibling_as_a_heading_stays() -> None:
    """Alone between paragraphs it heads them."""
    memory = memory_of("nanbu/", 9, (Row(title("one"), "title", 1, 9),))
    head, *rest = prose("fresh")
    assert rules_of_memory(known(text_page([title("fresh"), head, title("one"), *rest]), memory)) == {}


def test_explain_says_what_memory_says() -> None:
    """On how many pages a line stands; and what the rule means."""
    page = Page("nanbu/0.txt", "\n".join(FRESH).encode(), memory=SITE)
    known_lines = [line for line, _ in explain(known_by_rules(page, SITE), hear(page, Settings()))]
    assert any("it stands on 10 of 10 pages of its site" in line for line in known_lines)
    assert any(line.startswith("site_repeats: ") for line in known_lines)


def test_the_library_takes_a_memory() -> None:
    """As an argument; it opens no file of its own."""
    (article,) = clean("\n".join(FRESH), memory=SITE)
    assert not any(line in article.text for line in (*TOP, *END))
    assert article.made_by.fingerprint != clean("\n".join(FRESH))[0].made_by.fingerprint
