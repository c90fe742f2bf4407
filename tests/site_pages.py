"""What the tests of memories share: pages of invented sites, a frame around prose that stands on one page only."""

import os
import random
from pathlib import Path

from pipeline.flow import clean_page
from pipeline.label import label
from pipeline.learning.recollect import recollect
from pipeline.learning.trace import Trace, trace_of
from pipeline.memory import Memory
from pipeline.model import Cleaned, Page
from pipeline.settings import Settings

THINGS = (*"船港闸风桥塔灯雨河岸水木石铁路茶书校门", "船长", "渔网", "石阶", "木桨", "铁环", "河湾", "灯芯")
DOINGS = tuple(map("".join, zip("靠漂压绕照挡连通守记听等修刷", "在过着开见住着向着得见来好成", strict=True)))

TOP = ("每一条回港的船都看得见这盏灯", "本港今日潮位由值班室提供 仅供参考")
END = (
    "潮汐表由港务处印制 欢迎索取",
    "读者俱乐部每周六下午开放",
    "港务处的老船长在码头等你来听故事。",
    "南埠在线值班热线在早八点至晚八点有人接听",
)


def prose(seed: object, count: int = 6) -> list[str]:
    """Paragraphs of two sentences that no other seed gives."""
    dice = random.Random(str(seed))
    return ["".join(_sentence(dice) for _ in range(2)) for _ in range(count)]


def _sentence(dice: random.Random) -> str:
    words = [word for _ in range(6) for word in (dice.choice(THINGS), dice.choice(DOINGS))]
    return "".join(words[:5]) + "," + "".join(words[5:]) + dice.choice(THINGS) + "。"


def title(seed: object) -> str:
    """A title that no other seed gives."""
    dice = random.Random(f"title {seed}")
    return "".join(dice.choice(THINGS + DOINGS) for _ in range(8))


def lines(seed: object, *, top: tuple[str, ...] = TOP, end: tuple[str, ...] = END) -> list[str]:
    """A page of the site: frame, title, date, prose, frame."""
    return [*top, title(seed), "2024-05-12 08:30 来源:南埠日报", *prose(seed), *end]


def text_page(content: list[str], name: object = 0) -> Page:
    """Lines as a page of the site's folder."""
    return Page(f"nanbu/{name}.txt", "\n".join(content).encode())


def html_page(content: str, name: object = 0, heading: str = "") -> Page:
    """Markup as a page of the site's host."""
    head = f"<title>{heading} - 南埠在线</title>" if heading else ""
    data = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{content}</body></html>".encode()
    return Page(f"nanbu.example/{name}.html", data)


def traces(pages: list[Page]) -> list[Trace]:
    """What is kept of pages."""
    return [trace for page in pages if (trace := trace_of(page)) is not None]


def learned(*pages: list[str]) -> Memory:
    """The memory of text pages."""
    return recollect("nanbu/", traces([text_page(content, number) for number, content in enumerate(pages)]))


def known(page: Page, memory: Memory | None) -> Cleaned:
    """What becomes of a page with a memory."""
    return clean_page(Page(page.path, page.data, memory=memory), Settings())


def known_by_rules(page: Page, memory: Memory | None) -> Cleaned:
    """The same without the judge of lines, which takes some of a frame before memory is asked."""
    return clean_page(Page(page.path, page.data, memory=memory), Settings(), of_lines=label)


def gone(result: Cleaned) -> dict[str, str]:
    """The lines that went, with the rule that took each."""
    return {item.block.text: item.verdict.rule for item in result.labelled if item.verdict is not None}


def rules_of_memory(result: Cleaned) -> dict[str, str]:
    """The lines that memory took."""
    asked = ("site_repeats", "among_repeats", "beyond_repeats", "marked_always", "sibling_titles")
    return {text: rule for text, rule in gone(result).items() if rule in asked}


def plant_site(raw: Path, site: str, seeds: range) -> None:
    """Pages of a site of its own frame."""
    (raw / site).mkdir(parents=True, exist_ok=True)
    top, end = tuple(f"{site} {line}" for line in TOP), tuple(f"{site} {line}" for line in END)
    for seed in seeds:
        file = raw / site / f"{seed}.txt"
        file.write_text("\n".join(lines(seed, top=top, end=end)), "utf-8")
        os.utime(file, (1_700_000_000, 1_700_000_000))  # what is just written is looked at twice
