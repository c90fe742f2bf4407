"""Start tags and what they do."""

import pytest

from pipeline.markup.effects import KIND, Attributes, Effects, effect_of
from pipeline.markup.tags import BLOCK, LINK


def test_inline_elements_that_say_nothing_change_nothing() -> None:
    """A class that styles is nothing to the walk; addresses and titles are not either."""
    assert effect_of("span", (("class", "big"), ("title", "t"))) is None


@pytest.mark.parametrize(
    ("tag", "attrs", "why"),
    [
        ("span", (("hidden", None),), "hidden_attribute"),
        ("span", (("class", "a Sr-Only"),), "hidden_class"),
        ("div", (("id", "x"), ("style", "display:none")), "display_none"),
        ("dialog", (), "closed_dialog"),
        ("div", (("class", "hidden"), ("role", "tabpanel")), None),
        ("div", (("class", "hidden md:block"),), None),
    ],
)
def test_hiding(tag: str, attrs: Attributes, why: str | None) -> None:
    """By attribute, class, style or tag, unless the element waits for a click."""
    found = effect_of(tag, attrs)
    assert (found.why if found else None) == why


@pytest.mark.parametrize(
    "attrs",
    [
        (("rel", "Author"), ("href", "/jo")),
        (("class", "By-Line"),),
        (("itemprop", "name"),),
        (("data-preloaded", "{}"),),
    ],
)
def test_declaring_attributes_are_passed_on(attrs: Attributes) -> None:
    """The walk asks no other element what it declares."""
    found = effect_of("span", attrs)
    assert found is not None
    assert found.told == dict(attrs)


def test_names_are_in_one_order() -> None:
    """class, id, role and itemprop, whatever the page's order."""
    attrs = (("itemprop", "text"), ("role", "main"), ("id", "i"), ("class", "c"))
    names = [found.names for given in (attrs, attrs[2:]) if (found := effect_of("div", given))]
    assert names == ["c i main text", "c i"]


def test_roles() -> None:
    """A box by style, a kind by tag."""
    wanted = {("a", (("style", "display: block"),)): LINK | BLOCK, ("li", ()): BLOCK | KIND, ("my-box", ()): BLOCK}
    assert {key: found.undo for key in wanted if (found := effect_of(*key))} == wanted


def test_links_are_not_remembered() -> None:
    """Their addresses differ; other tags are looked up the second time."""
    effects = Effects()
    link = effects["a", (("href", "x"),)]
    assert link is not None
    assert link.undo == LINK
    assert effects["p", ()] is effects["p", ()]
    assert list(effects) == [("p", ())]
