"""Rules and judge of lines: one verdict a line, in a stated order."""

import numpy as np
import pytest
from hypothesis import given, settings
from pages import PROSE, blocks
from written import PAGES

from pipeline.label import label, lines
from pipeline.label.lines import (
    FEWEST_LINES,
    LOOSE_LINES,
    SURELY_NO_LIST,
    VERDICTS,
    alone,
    judge_lines,
    label_judged,
    label_lines,
    line_voices,
    loose,
    read_by_rules,
)
from pipeline.label.overruled import DOUBTFUL, LONG_PAGE, overruled
from pipeline.label.sight import RULES, Sight, sight_all
from pipeline.learned.lines import Read, line_features
from pipeline.learned.network import Answer
from pipeline.learned.reasons import REASONS, columns_of
from pipeline.learned.weights import shipped
from pipeline.model import Block, Labelled, Text, Verdict
from pipeline.segment import segment

MENU = ("Kutter", "Netze", "Reusen", "Taue", "Bojen", "Anker", "Segel", "Ruder", "Fender", "Winden")


def told(*noise: str, reason: int = 0, noisy: float = 0.0001):
    """A judge that knows what is noise."""

    def judging(seen, read: Read) -> Answer:
        chances = np.array([noisy if block.text in noise else 0.97 for block in seen], dtype=np.float32)
        reasons = np.zeros((len(seen), len(REASONS)), dtype=np.float32)
        reasons[:, reason] = 5
        return Answer(
            chances, reasons, np.zeros((len(seen), 0), dtype=np.float32), np.zeros(len(seen), dtype=np.float32), 1.0
        )

    return judging


def verdicts(lines: tuple[str, ...], judging) -> dict[str, str | None]:
    """Each line's rule, or None."""
    return {
        item.block.text: item.verdict.rule if item.verdict else None for item in label_judged(blocks(*lines), judging)
    }


def test_what_the_judge_holds_for_noise_goes_for_its_reason() -> None:
    """And the article stays."""
    found = verdicts((*PROSE, *MENU), told(*MENU, reason=3))
    assert {found[line] for line in MENU} == {"judged_related"}
    assert {found[line] for line in PROSE} == {None}


def test_a_page_without_a_frame_is_left_alone() -> None:
    """Two doubtful lines are no frame."""
    assert set(verdicts((*PROSE, *MENU[:2]), told(*MENU[:2])).values()) == {None}


def test_a_short_page_is_the_rules_alone() -> None:
    """Whatever the judge thinks."""
    short = PROSE[: FEWEST_LINES - 1]
    assert [item.chance for item in label_judged(blocks(*short), told(*short))] == [None] * len(short)


def test_a_page_of_sentences_alone_is_not_judged() -> None:
    """No single line of a clean text goes, whatever the judge thinks of it, and `explain` has no voices."""
    page = blocks(*PROSE * 3, *MENU[: LOOSE_LINES - 1])
    labelled = label_judged(page, told(*PROSE, *MENU))
    assert not loose(label(page))
    assert [item.chance for item in labelled] == [None] * len(labelled)
    assert line_voices(page) == {}


def test_a_page_with_a_menu_is_judged() -> None:
    """The near miss of the one before."""
    assert loose(label(blocks(*PROSE * 3, *MENU)))


def test_what_a_rule_takes_keeps_the_rules_reason() -> None:
    """The judge is not asked for another."""
    line = "Copyright © 2009-2023 江城在线 版权所有"
    ruled = {item.block.text: item.verdict for item in label(blocks(*MENU, *PROSE, line))}
    found = verdicts((*MENU, *PROSE, line), told(*MENU, line))
    assert ruled[line] is not None
    assert found[line] == ruled[line].rule


@pytest.mark.parametrize(
    "shown",
    [
        ("He always packed the same five things for the long crossing:", "- rope", "- lamp oil", "- bread"),
        ("```", "Kutter -> Netze -> Reusen", "```"),
        ("一、民间文学", "哑巴泉的来历", "二、传统音乐", "采茶对歌", "三、传统舞蹈", "板凳龙"),
    ],
    ids=["announced list", "fenced code", "counted sections"],
)
def test_what_is_protected_stays(shown: tuple[str, ...]) -> None:
    """A list that a lead-in announces, code between fences, sections that are counted in order."""
    found = verdicts((*PROSE[:2], *shown, *PROSE[2:], *MENU), told(*MENU, *shown))
    assert {found[line] for line in shown} == {None}


AMOUNTS = ("200 g rye flour", "3 tbsp linseed oil", "2 cups warm water", "15 g sea salt")


@pytest.mark.parametrize(("noisy", "rule"), [(2 * SURELY_NO_LIST, None), (SURELY_NO_LIST / 2, "judged_navigation")])
def test_a_list_of_the_texts_own_stays_unless_the_judge_is_sure(noisy: float, rule: str | None) -> None:
    """Amounts between sentences; a menu has their length."""
    found = verdicts((*PROSE[:2], *AMOUNTS, *PROSE[2:], *MENU), told(*MENU, *AMOUNTS, noisy=noisy))
    assert {found[line] for line in AMOUNTS} == {rule}


def test_the_title_stays() -> None:
    """Though the judge holds it for noise."""
    found = verdicts(("灯塔看守人的最后一个冬天", *PROSE, *MENU), told("灯塔看守人的最后一个冬天", *MENU))
    assert found["灯塔看守人的最后一个冬天"] is None


def test_one_doubtful_line_between_sentences_stays() -> None:
    """A heading looks like that; a surer one goes."""
    below = np.array([False, True, False, True, True, True, False])
    chances = np.full(7, 0.2, dtype=np.float32)
    rows = np.arange(7)
    assert alone(rows, below, chances) == {1}
    chances[1] = 0.001
    assert alone(rows, below, chances) == frozenset()


def test_the_judge_overrules_only_doubtful_rules_on_long_pages() -> None:
    """And only where it is sure."""
    copy = Labelled(blocks("a")[0], Verdict("duplicate", "repeated_text"))
    error = Labelled(copy.block, Verdict("error", "php_message"))
    page = (copy, *(Labelled(copy.block) for _ in range(LONG_PAGE - 2)), error)
    sure = np.full(LONG_PAGE, 0.99, dtype=np.float32)
    assert overruled(page, sure) == {0}
    assert overruled(page[:-1], sure[:-1]) == set()
    assert overruled(page, np.full(LONG_PAGE, 0.6, dtype=np.float32)) == set()


def test_the_judge_frees_no_single_title_of_a_run() -> None:
    """Of the titles under the text it frees all or, where it is sure of few, none."""
    titles = tuple(Labelled(blocks("a")[0], Verdict("related", "unmarked_titles")) for _ in range(LONG_PAGE))
    chances = np.full(LONG_PAGE, 0.1, dtype=np.float32)
    chances[0] = 0.9
    assert overruled(titles, chances) == set()
    chances[:10] = 0.9
    assert overruled(titles, chances) == set(range(10))


@pytest.mark.parametrize(
    ("rule", "copies", "gone"),
    [("among_navigation", 10, False), ("among_navigation", 1, True), ("php_message", 10, True)],
    ids=["doubtful, long page", "doubtful, short page", "sure, long page"],
)
def test_at_their_second_look_doubtful_rules_take_only_what_the_judge_would(
    rule: str, copies: int, gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On long pages; a sure rule is not asked back."""
    menu = [f"{name} {number}" for number in range(copies) for name in MENU]
    rules = lines.label_sighted

    def looking(seen: tuple[Block, ...], sights: tuple[Sight | None, ...]) -> tuple[Labelled, ...]:
        """The rules; of a page without its menu they take the first sentence."""
        found = rules(seen, sights)
        if len(seen) > len(PROSE):
            return found
        return (Labelled(seen[0], Verdict("navigation", rule)), *found[1:])

    monkeypatch.setattr(lines, "label_sighted", looking)
    assert verdicts((*PROSE, *menu), told(*menu))[PROSE[0]] == (rule if gone else None)


def test_no_sure_rule_is_doubtful() -> None:
    """Machine errors, leaks and broken characters are the rules' alone."""
    sure = {sight.verdict.rule for _, sight in RULES if sight.verdict.reason in ("error", "generated", "undecodable")}
    assert not sure & DOUBTFUL.keys()


def test_the_weights_fit_the_features() -> None:
    """Name by name; else every number would be read as another."""
    names = line_features(blocks("a"), Read([None], [None])).names
    assert names == shipped("lines").features
    assert shipped("lines").reason.shape[1] == len(REASONS) == len(VERDICTS)
    grouped = [column for columns in columns_of(names).values() for column in columns]
    assert sorted(grouped) == list(range(len(names)))


def test_sentences_are_likelier_than_a_menu() -> None:
    """Or the weights are those of something else."""
    page = blocks(*MENU, *PROSE, *MENU)
    sights = sight_all(page)
    chances = judge_lines(page, read_by_rules(sights, label(page))).chances
    assert chances[len(MENU) : -len(MENU)].min() > chances[: len(MENU)].max()


def test_every_line_has_voices() -> None:
    """By its number."""
    page = blocks(*MENU, *PROSE)
    heard = line_voices(page)
    assert sorted(heard) == [block.first for block in page]
    assert line_voices(page[:3]) == {}


@settings(max_examples=60)
@given(PAGES)
def test_any_page_is_judged(text: str) -> None:
    """A verdict or none for every line, in order; probabilities where the judge was asked."""
    found: tuple[Block, ...] = segment(Text(text, "text/plain", "utf-8", 0)).blocks
    labelled = label_lines(found)
    assert tuple(item.block for item in labelled) == found
    assert all(item.chance is None or 0 <= item.chance <= 1 for item in labelled)
