"""Who wrote what when: bylines in all their forms, and lines that only look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import PROSE, article, cleaned, verdicts

from pipeline.byline import read_byline


@pytest.mark.parametrize(
    ("line", "authors", "site", "published"),
    [
        (
            "2023-11-09 08:42 来源:江城晚报 作者:沈知远",
            ("沈知远",),
            "江城晚报",
            "2023-11-09T08:42:00",
        ),
        ("来源：江城晚报　作者：沈知远　2023年11月9日", ("沈知远",), "江城晚报", "2023-11-09"),
        ("发布时间:2023-11-09 08:42:11", (), None, "2023-11-09T08:42:11"),
        ("作者:沈知远、贺桂芬", ("沈知远", "贺桂芬"), None, None),
        ("作者:沈知远 贺桂芬", ("沈知远", "贺桂芬"), None, None),
        ("作者:沈知远 贺芬", ("沈知远", "贺芬"), None, None),
        ("作者:沈知远 金融", ("沈知远",), None, None),
        ("作者:沈知远 贺晚报", ("沈知远",), None, None),
        ("文/沈知远", ("沈知远",), None, None),
        ("2021-10-15 11:20 掌机汇 顾野", ("顾野",), "掌机汇", "2021-10-15T11:20:00"),
        ("2024-01-22 来源：{source} 作者：{author}", (), None, "2024-01-22"),
        ("Publicado por Tomás às 22:31", ("Tomás",), None, None),
        ("Verfasst von Uwe um 18:20", ("Uwe",), None, None),
        ("By Ines Ballard, March 4, 2021", ("Ines Ballard",), None, "2021-03-04"),
        ("By Ines Ballard and Joan Reed", ("Ines Ballard", "Joan Reed"), None, None),
        ("記者王小明／台北報導", ("王小明",), None, None),
        ("東港新聞網 記者王小明／報導", ("王小明",), "東港新聞網", None),
        ("作者kiln03 (灰釉)", ("kiln03 (灰釉)",), None, None),
        ("作者kiln03 (灰釉)看板Pottery", ("kiln03 (灰釉)",), None, None),
        ("原创 灰釉 半山陶社", ("灰釉",), "半山陶社", None),
        ("〔唐代〕沈知远", ("沈知远",), None, None),
        ("宋·沈知远", ("沈知远",), None, None),
        ("作者：沈知远律师", ("沈知远",), None, None),
        ("作者：王医生", ("王医生",), None, None),
        ("2024-05-31", (), None, "2024-05-31"),
        ("上版日期：113-04-22", (), None, "2024-04-22"),
        ("發表於 19-10-26 22:18", (), None, "2019-10-26T22:18:00"),
        ("Issued at 04:30 on Saturday 17 January 2015", (), None, "2015-01-17T04:30:00"),
        ("2023-11-09 08:42 阅读(312) 评论(5)", (), None, "2023-11-09T08:42:00"),
        ("By Hana / 2 December 2023 / South Island, slow travel", ("Hana",), None, "2023-12-02"),
        ("19 sierpnia 2018 · Autor: Bogna Wrona · 14 komentarzy", ("Bogna Wrona",), None, "2018-08-19"),
        ("Tekst i foto: Rafał Smyczek", ("Rafał Smyczek",), None, None),
        ("二〇二四年三月三日 来源：江城晚报", (), "江城晚报", "2024-03-03"),
        ("【港町=水野りつ】", ("水野りつ",), None, None),
        ("/한서우 기자", ("한서우",), None, None),
        ("2021年11月3日 10:00　文・写真＝水野りつ", ("水野りつ",), None, "2021-11-03T10:00:00"),
        ("Thứ Sáu, 16/10/2020 05:40 (GMT+7) Theo Báo Sông", (), "Báo Sông", "2020-10-16T05:40:00"),
        ("2024年09月12日 11:20 字数 2.6k 约读8分钟", (), None, "2024-09-12T11:20:00"),
    ],
)
def test_bylines_are_read(line: str, authors: tuple[str, ...], site: str | None, published: str | None) -> None:
    """With and without separators, labels, counts."""
    byline = read_byline(line)
    assert byline is not None
    assert (byline.authors, byline.site, byline.published) == (authors, site, published)


@pytest.mark.parametrize(
    "line",
    [
        "来源:旧时诗话。",
        "作者原想用“推”,后来改成“敲”。",
        "2024年5月31日,老吴第一次接受采访,窗外是四级风。",
        "灯塔看守人",
        "",
        "来源广泛的数据",
        "【材料=鶏もも肉】",
        "Prep Time: 15 mins",
        "Cook Time: 1 hr 10 mins",
    ],
)
def test_what_is_no_byline_is_none(line: str) -> None:
    """A sentence with a date or a label's word in it is a sentence."""
    assert read_byline(line) is None


@pytest.mark.parametrize(
    "line",
    ["By the time they came, it was dark.", "时间就是金钱", "来源于生活", "2019年2月5日是除夕。"],
)
def test_a_line_of_the_text_that_looks_like_one_stays(line: str) -> None:
    """Between two sentences stands no byline."""
    assert verdicts(cleaned("灯塔看守人的冬天", *PROSE, line, *PROSE[::-1]))[line] is None


@pytest.mark.parametrize("nobody", ["admin", "佚名", "undefined", "[Your Name]", "null", "匿名"])
def test_nobody_is_no_author(nobody: str) -> None:
    """A placeholder's name is null."""
    byline = read_byline(f"2023-11-09 08:42 作者:{nobody}")
    assert byline is None or byline.authors == ()
    assert article("灯塔看守人的冬天", f"2023-11-09 08:42 作者:{nobody}", *PROSE).authors == ()


def test_a_byline_becomes_fields() -> None:
    """It goes from the body, and its values are found in the article."""
    lines = ("灯塔看守人的最后一个冬天", "2023-11-09 08:42 来源:江城晚报 作者:沈知远", *PROSE)
    one = article(*lines)
    assert (one.title, one.published) == (lines[0], "2023-11-09T08:42:00")
    assert (one.authors, one.site) == (("沈知远",), "江城晚报")
    assert verdicts(cleaned(*lines))[lines[1]] == "metadata"


def test_an_update_is_told_from_the_first_publication() -> None:
    """Both dates, each by its label."""
    lines = (
        "灯塔看守人的最后一个冬天",
        "发布时间:2023-11-09 08:42 更新时间:2023-11-10 09:00",
        *PROSE,
    )
    one = article(*lines)
    assert (one.published, one.modified) == ("2023-11-09T08:42:00", "2023-11-10T09:00:00")


def test_a_diary_keeps_its_dates() -> None:
    """Dates over entries are its headings."""
    lines: list[str] = ["守塔日记"]
    for day, sentence in zip(("2019年2月5日", "2019年2月6日", "2019年2月7日"), PROSE, strict=True):
        lines += [day, sentence]
    assert set(verdicts(cleaned(*lines)).values()) == {None}


def test_an_editor_s_tail_becomes_metadata() -> None:
    """Behind the last sentence or glued to it."""
    found = verdicts(cleaned(*PROSE, "他说灯不能灭,塔也不能空着没有人。(责任编辑:沈知远)"))
    assert found["(责任编辑:沈知远)"] == "metadata"
    assert found["他说灯不能灭,塔也不能空着没有人。"] is None


MARKED = ("By **Maeve Corrigan** · March 4, 2024", "**By Maeve Corrigan**, March 4, 2024")


@pytest.mark.parametrize("line", [*MARKED, "*By Maeve Corrigan · March 4, 2024*"])
def test_markdown_s_emphasis_is_no_part_of_a_byline(line: str) -> None:
    """Names and dates are read without their stars."""
    said = read_byline(line)
    assert said is not None
    assert (said.authors, said.published) == (("Maeve Corrigan",), "2024-03-04")


@pytest.mark.parametrize("line", MARKED)
def test_a_byline_in_bold_is_no_heading(line: str) -> None:
    """Under the title it goes as any byline does, and its values are the article's."""
    text = "The keeper walked the towpath every morning with an axe on his shoulder, and broke the ice by hand."
    made = article("# The lock keeper's winter", "", line, "", text, "", f"{text[:-1]} until noon.", path="page.md")
    assert [type(block).__name__ for block in made.body] == ["Paragraph", "Paragraph"]
    assert (made.authors, made.published) == (("Maeve Corrigan",), "2024-03-04")


def test_a_day_in_a_lead_in_is_no_byline() -> None:
    """An empty label at the end is one."""
    assert read_byline("白石市气象台2022年1月9日5时38分发布大雾预警：") is None
    assert read_byline("渡口停航时间 2022-01-09：") is None
    labelled = read_byline("2023-11-09 08:42 来源：江城晚报 作者：")
    assert labelled is not None
    assert labelled.published == "2023-11-09T08:42:00"


@pytest.mark.parametrize("line", ["清·乾隆年间", "唐代诗人", "（明）青花瓷", "宋代的船", "【明】"])
def test_a_dynasty_without_a_poet_is_no_byline(line: str) -> None:
    """A thing of its time, or a word that begins like it."""
    assert read_byline(line) is None


def test_a_day_of_change_is_said_behind_it() -> None:
    """On blogs whose head tells the change first and the publication further down."""
    changed = read_byline("半瓶醋 已于 2022-11-06 22:17:39 修改")
    assert changed is not None
    assert (changed.authors, changed.published, changed.modified) == (("半瓶醋",), None, "2022-11-06T22:17:39")
    first = read_byline("于 2022-11-06 21:40:02 首次发布")
    assert first is not None
    assert (first.published, first.modified) == ("2022-11-06T21:40:02", None)


@given(st.text(max_size=260))
def test_any_line_can_be_asked(line: str) -> None:
    """And no name is longer than the line."""
    byline = read_byline(line)
    assert byline is None or all(name in line for name in byline.authors)


@pytest.mark.parametrize(
    ("line", "modified"),
    [
        ("更新于2023-10", "2023-10"),
        ("更新日期：113-05-02", "2024-05-02"),
        ("最近更新：半瓶醋（2023-05-19）", "2023-05-19"),
        ("编辑于 2022-06-27 22:48", "2022-06-27T22:48:00"),
    ],
)
def test_updates_in_short_forms_are_read(line: str, modified: str) -> None:
    """A month in digits, a year of the Republic, who changed it before when."""
    byline = read_byline(line)
    assert byline is not None
    assert (byline.published, byline.modified) == (None, modified)


@pytest.mark.parametrize(
    "line",
    ["Tanggal: 18 sampai 22 November 2024", "Date: 18 – 22 November 2024", "日期：2024年3月22日—6月23日"],
)
def test_several_days_are_no_byline(line: str) -> None:
    """They are an event's."""
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("文、圖／林小溪　2017.06.11", "林小溪"),
        ("爆料人:苇塘阿姨 11-03 10:22", "苇塘阿姨"),
        ("حاوره: سليم الواحي", "سليم الواحي"),
    ],
)
def test_labels_of_bargains_interviews_and_reports_with_pictures(line: str, author: str) -> None:
    """They name who wrote the page as 作者 does."""
    said = read_byline(line)
    assert said is not None
    assert said.authors == (author,)


@pytest.mark.parametrize(
    "line", ["基金规模：14.62亿元（2024-06-30）", "菜谱创建于2021-10-24", "已于 2022-11-06 08:02:17 修改"]
)
def test_what_stands_before_a_day_and_is_nobody(line: str) -> None:
    """A number's label, and what was done on that day."""
    said = read_byline(line)
    assert said is None or said.authors == ()
