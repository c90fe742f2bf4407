"""What lines say of an article, by what the judge thinks that each says."""

from msgspec.structs import replace
from pages import PROSE

from pipeline.model import Block, Labelled, Tells, Text, Verdict
from pipeline.segment import segment
from pipeline.tellers import DAY, LONE, LONE_NEAR, NAMED, SURE, People, confirmed_day, told_people


def telling(authors: float, published: float, *lines: str) -> list[Labelled]:
    """Lines of which each says who, or when, with such a chance."""
    blocks: tuple[Block, ...] = segment(Text("\n".join(lines), "text/plain", "utf-8", 0)).blocks
    return [Labelled(block, tells=Tells(0.0, authors, published)) for block in blocks]


def test_lines_of_one_day_say_it_together() -> None:
    """As precisely as one of them; the day for which less speaks is another page's."""
    twice = telling(0, 0.6 * DAY, "2024-05-12", "2024-05-12 08:30")
    other = telling(0, 0.9 * DAY, "2023-01-02")
    assert confirmed_day(None, [*other, *twice], day_first=True) == "2024-05-12T08:30:00"
    assert confirmed_day(None, other, day_first=True) is None


def test_a_day_that_rules_have_read_stays_unless_the_judge_rules_it_out() -> None:
    """Where it was not asked they alone say it."""
    lines = telling(0, 0.9, "2024-05-12")
    assert confirmed_day("2024-05-12T08:30:00", lines, day_first=True) == "2024-05-12T08:30:00"
    assert confirmed_day("2023-01-02", lines, day_first=True) == "2024-05-12"
    assert confirmed_day("2023-01-02", telling(0, 0.2, "2024-05-12"), day_first=True) is None
    assert confirmed_day("2023-01-02", [], day_first=True) == "2023-01-02"
    listed = [replace(item, verdict=Verdict("related", "related_list")) for item in lines]
    assert confirmed_day("2023-01-02", listed, day_first=True) == "2023-01-02", "a list of other pages rules out none"
    assert confirmed_day(None, listed, day_first=True) == "2024-05-12"


def test_lines_of_a_page_that_was_not_judged_say_nothing() -> None:
    """Nor those without a date."""
    lines = [Labelled(item.block) for item in telling(1, 1, "2024-05-12", "Ines Ballard")]
    assert confirmed_day(None, lines, day_first=True) is None
    assert told_people(lines, "", PROSE) == People()
    assert confirmed_day(None, telling(0, 1, "Share"), day_first=True) is None


def test_a_whole_name_needs_less_than_a_lone_word() -> None:
    """Which may be a button."""
    assert told_people(telling(NAMED, 0, "Ines Ballard"), "", PROSE) == People(("Ines Ballard",))
    assert told_people(telling(NAMED, 0, "Ines"), "", PROSE) == People()
    assert told_people(telling(LONE, 0, "Ines"), "", PROSE) == People(("Ines",))


def test_beside_the_day_a_name_needs_less() -> None:
    """As over a thread's first post."""
    name, day = telling(LONE_NEAR, 0, "Mahaloth"), telling(0, DAY, "January 11, 2025, 12:04am")
    assert told_people([*name, *day], "", PROSE) == People(("Mahaloth",))
    assert told_people([*name, *telling(0, 0, *PROSE), *day], "", PROSE) == People()


def test_of_a_name_it_may_be_sure() -> None:
    """Then it goes before what rules have read. An hour is nobody."""
    assert told_people(telling(SURE, 0, "Ines Ballard"), "", PROSE) == People(("Ines Ballard",), sure=True)
    assert told_people(telling(SURE, 0, "10:45 AM"), "", PROSE) == People()


def test_words_of_the_title_and_of_the_text_are_nobody() -> None:
    """A section's name is in small letters there."""
    sure = telling(1, 0, "Cloud Computing")
    assert told_people(sure, "", ["The bill for cloud computing grew."]) == People()
    assert told_people(sure, "What cloud computing costs", []) == People()
