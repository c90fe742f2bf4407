"""Reporters that sign inside the text: datelines in front, signatures behind."""

import pytest

from pipeline.datelines import closed_by, opened_by, signed


@pytest.mark.parametrize(
    ("paragraph", "people"),
    [
        ("本报讯（记者 祁小满 通讯员 沈知远）船闸昨天换了新门。", ["祁小满", "沈知远"]),
        ("南埠社江城5月12日电（记者祁小满、沈禾）船闸昨天换了新门。", ["祁小满", "沈禾"]),
        ("南埠社江城5月12日电（祁小满、沈禾）船闸昨天换了新门。", ["祁小满", "沈禾"]),
        ("〔記者祁小滿／台北報導〕船閘昨天換了新門。", ["祁小滿"]),
        ("【祁小滿╱新北報導】船閘昨天換了新門。", ["祁小滿"]),
        ("（南埠社記者祁小滿台北11日電）船閘昨天換了新門。", ["祁小滿"]),
        ("南埠网记者祁小满5月13日报道：船闸昨天换了新门。", ["祁小满"]),
        ("(서울=나루뉴스) 한서우 기자 = 갑문이 어제 바뀌었다.", ["한서우"]),
        ("【港町=水野りつ】水門が昨日替わった。", ["水野りつ"]),
        ("【材料=鶏もも肉】鍋に入れる。", []),
        ("记者昨天看到，船闸换了新门。", []),
        ("本报讯 记者从航道处获悉，船闸换了新门。", []),
        ("The gate was changed yesterday (reporters saw it).", []),
    ],
)
def test_a_dateline_names_its_reporters(paragraph: str, people: list[str]) -> None:
    """In the forms of agencies and papers; a reporter who acts in the sentence is none."""
    assert opened_by(paragraph) == people


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("本报记者 祁小满 沈 禾", ["祁小满", "沈禾"]),
        ("祁小滿／台北報導", ["祁小滿"]),
        ("文/祁小满", ["祁小满"]),
        ("本报记者 祁小满 摄", []),
        ("船闸换了新门", []),
    ],
)
def test_a_line_may_be_a_signature(line: str, people: list[str]) -> None:
    """Of those who wrote, not of those who took the picture."""
    assert signed(line) == people


@pytest.mark.parametrize(
    ("paragraph", "people"),
    [
        ("新门一次只要六分钟。（祁小满）", ["祁小满"]),
        ("新门一次只要六分钟。(记者祁小满)", ["祁小满"]),
        ("(本文来源：江城晚报 作者：祁小满)", ["祁小满"]),
        ("新门一次只要六分钟。（完）", []),
        ("新门一次只要六分钟。（资料图）", []),
        ("新门一次只要六分钟（比旧门快一半）。", []),
    ],
)
def test_a_signature_closes_a_text(paragraph: str, people: list[str]) -> None:
    """Behind the last sentence, in parentheses."""
    assert closed_by(paragraph) == people
