"""Which leaf is the title, and what of a declared title is the site's."""

import pytest

from pipeline.leaf import Leaf
from pipeline.markup.titles import bare_title, is_site, shown_title, site_names, title_place
from pipeline.markup.walk import walk


def titled(markup: str) -> str | None:
    """The text of the title leaf of a page."""
    walked = walk(markup)
    place = title_place(walked.leaves, walked)
    return None if place is None else walked.leaves[place].text


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Rain in May | The Harbour Post", "Rain in May"),
        ("Rain in May - Weather - The Harbour Post", "Rain in May"),
        ("老船闸换上新闸门_城事_南埠新闻网", "老船闸换上新闸门"),
        ("老船闸换上新闸门-新闸门,船闸-南埠网-新闻中心", "老船闸换上新闸门"),
        ("南埠網 - 老船閘換上新閘門", "老船閘換上新閘門"),
        ("Regen im Mai – Hafenpost", "Regen im Mai"),
        ("Дождь в мае :: Портовая газета", "Дождь в мае"),
        ("Self-service", "Self-service"),
    ],
)
def test_the_site_leaves_the_title(title: str, bare: str) -> None:
    """Its name and its sections, behind or before; a hyphen inside a word is none."""
    assert bare_title(title, frozenset()) == bare


def test_a_site_is_known_by_its_names() -> None:
    """What it calls itself, and its host."""
    declared = walk(
        "<meta property=og:site_name content='The Harbour Post'><link rel=canonical href=https://www.nanbu.example/a>"
    ).declared
    sites = site_names(declared)
    assert sites == {"theharbourpost", "nanbu"}
    assert is_site("The Harbour Post", sites)
    assert is_site("Nanbu News", frozenset({"nanbunews"}))
    assert not is_site("Rain in May", sites)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<title>Rain in May | Post</title><h1>The Post</h1><p>Menu</p><h1>Rain in May</h1><p>Text", "Rain in May"),
        ("<title>Rain in May - Hill Farm</title><h1>Hill Farm</h1><h2>Rain in May</h2><p>Text", "Rain in May"),
        ("<title>换门_南埠网</title><h1>南埠网</h1><div>换门</div><p>文", "换门"),
        ("<title>Welcome</title><h1>Rain in May</h1><p>Text", "Rain in May"),
        ("<title>Rain | Hill</title><h1>Hill</h1><p>Nothing here", None),
    ],
)
def test_the_site_s_name_is_no_title(markup: str, text: str | None) -> None:
    """Even in the largest heading."""
    assert titled(markup) == text


def test_labels_and_edit_links_leave_a_visible_title() -> None:
    """What the site prints around it."""
    leaf = Leaf("标题：换门[编辑]", "heading", 0, level=1)
    assert shown_title(leaf, frozenset()) == "换门"
    assert shown_title(Leaf("Rain in May | The Post", "heading", 0), frozenset({"thepost"})) == "Rain in May"
    assert shown_title(Leaf("Rain | Sun", "heading", 0), frozenset({"thepost"})) == "Rain | Sun"


def test_a_title_below_a_tall_menu_is_found() -> None:
    """Letter for letter, and no link."""
    menu = "".join(f"<li><a href=/{n}>Entry {n}</a>" for n in range(30))
    assert titled(f"<title>Rain in May | Post</title><ul>{menu}</ul><h2>Rain in May</h2><p>It rained.") == "Rain in May"
    assert titled(f"<title>Rain in May | Post</title><ul>{menu}</ul><a href=/>Rain in May</a><p>It rained.") is None


def test_the_only_element_that_is_called_a_title_is_it() -> None:
    """Where the page is called as its site is; of two neither is."""
    named = "<title>双桥县人民政府网</title><table><tr><td class=title>{}</table>"
    assert titled(named.format("关于做好今冬清淤工作的通知")) == "关于做好今冬清淤工作的通知"
    assert titled(named.format("关于做好清淤工作的通知<tr><td class=title>关于放假的通知")) is None
