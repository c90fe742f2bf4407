"""Lines that are a name and nothing else."""

import pytest

from pipeline.bare_names import alone, bare_name


@pytest.mark.parametrize("line", ["Ines Ballard", "林小溪", "한서우"])
def test_a_name_can_stand_alone(line: str) -> None:
    """In any script that has names of a known shape."""
    assert bare_name(line) == line


@pytest.mark.parametrize("line", ["The end of it", "share", "返回顶部", "Ines"])
def test_other_lines_are_no_names(line: str) -> None:
    """Sentences, buttons, single words."""
    assert bare_name(line) is None


@pytest.mark.parametrize("line", ["Press Release", "综合报道", "贵州", "高级会员", "Machine Learning"])
def test_what_stands_where_names_stand_is_none(line: str) -> None:
    """Sections, ranks, places, kinds of text."""
    assert bare_name(line) is None
    assert alone(line) is None
