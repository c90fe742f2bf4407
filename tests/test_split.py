"""One page, several articles: told by two cues; what looks like two and is one stays whole."""

from pages import PROSE, cleaned, page, verdicts

from pipeline.flow import clean_page
from pipeline.label import label
from pipeline.settings import Settings

BAKER = (
    "面包师傅凌晨三点起床,先和好第一批面团,再把昨夜的酵种喂上新粉。",
    "烤炉烧的是果木,火候全凭手背试出来,温度计挂在墙上只是给徒弟看的。",
    "头一炉出来的时候天还没有亮,街口的路灯下面已经站了七八个等着买的人。",
)
LIGHT_HEAD = ("灯塔看守人的最后一个冬天", "2023-11-09 08:42 来源:江城晚报 作者:沈知远")
BAKER_HEAD = ("凌晨三点的面包房和它的客人", "2023-11-12 07:15 来源:江城晚报 作者:贺桂芬")
RELATED = (
    "相关推荐",
    "冬天的码头为什么不结冰",
    "渔民老李的三条船和一间屋",
    "海带怎么晒才不会发霉",
    "灯塔上的猫叫什么名字",
)


def titles(*lines: str) -> list[str | None]:
    """The titles of a page's articles."""
    return [one.title for one in cleaned(*lines).articles]


def test_two_heads_make_two_articles() -> None:
    """Title, byline and text, twice, with a list of other pages between."""
    lines = (*LIGHT_HEAD, *PROSE, *RELATED, *BAKER_HEAD, *BAKER)
    assert titles(*lines) == [LIGHT_HEAD[0], BAKER_HEAD[0]]


def test_each_article_has_its_own_facts_and_account() -> None:
    """Nothing of the second is said of the first."""
    first, second = cleaned(*LIGHT_HEAD, *PROSE, *RELATED, *BAKER_HEAD, *BAKER).articles
    assert (first.authors, second.authors) == (("沈知远",), ("贺桂芬",))
    assert (first.source.part, second.source.part, second.source.parts) == (1, 2, 2)
    assert first.source.place[1] < second.source.place[0]
    assert first.id != second.id
    assert {removed.reason for removed in first.removed} == {"metadata", "related"}


def test_sections_of_one_article_stay_together() -> None:
    """A heading over paragraphs is no second article."""
    lines = (*LIGHT_HEAD, *PROSE, "", "塔上的夜晚", *PROSE[::-1], "", "塔下的早晨", *PROSE)
    assert len(titles(*lines)) == 1


def test_a_list_of_other_pages_inside_an_article_does_not_split_it() -> None:
    """What follows speaks of the same things."""
    lines = (*LIGHT_HEAD, *PROSE, *RELATED, "", *PROSE[::-1])
    result = cleaned(*lines)
    assert len(result.articles) == 1
    assert verdicts(result)["冬天的码头为什么不结冰"] == "related"


def test_a_digest_stays_whole() -> None:
    """Many heads of one form are entries."""
    lines = ["江城一周要闻"]
    for head, body in (
        (LIGHT_HEAD, PROSE),
        (BAKER_HEAD, BAKER),
        (("潮汐表换了新版", "2023-11-13"), PROSE),
    ):
        lines += [head[0], *body]
    assert len(titles(*lines)) == 1


def test_the_title_a_second_time_goes() -> None:
    """Above the byline and again below it."""
    result = cleaned(LIGHT_HEAD[0], LIGHT_HEAD[1], LIGHT_HEAD[0], *PROSE)
    assert [item.verdict.reason for item in result.labelled if item.verdict] == [
        "metadata",
        "duplicate",
    ]


def test_stretches_without_an_article_are_accounted_for() -> None:
    """A tail of furniture belongs to the article before it."""
    result = cleaned(*LIGHT_HEAD, *PROSE, *RELATED, "Copyright © 2009-2023 江城在线 版权所有")
    (one,) = result.articles
    assert one.source.place == (1, len(result.labelled))


def test_a_long_list_above_a_heading_stays() -> None:
    """Twenty lines may be sections of the site; for the rules more go only where as many went before."""
    names = [f"{place}号泊位 空" for place in range(1, 41)]
    lines = ("首页 > 码头 > 正文", *names, "泊位怎么租", "2024-05-12 08:30 来源:南埠日报", *PROSE)
    found = clean_page(page("\n".join(lines)), Settings(), of_lines=label)
    assert not any(item.verdict is not None and item.verdict.rule == "above_title" for item in found.labelled)
