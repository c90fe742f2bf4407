"""Rows of one table go one way."""

from pipeline.label.together import together
from pipeline.markup.blocks import markup_blocks
from pipeline.model import Opinion

TABLE = "<table><tr><th>a<th>b<tr><td>1<td>2<tr><td>3<td>4</table>"


def chances(html: str, *given: float) -> list[float]:
    """What becomes of the chances of a page's blocks."""
    return [round(chance, 6) for chance in together(markup_blocks(html), Opinion(given, 0.5, None)).chances]


def test_rows_of_a_table_have_one_chance() -> None:
    """The mean of theirs; what stands around them keeps its own."""
    assert chances(f"<p>p</p>{TABLE}<p>q</p>", 1, 0.9, 0.3, 0.6, 0.1) == [1, 0.6, 0.6, 0.6, 0.1]


def test_tables_are_judged_each_by_itself() -> None:
    """Also where nothing stands between them."""
    assert chances(TABLE + TABLE, 1, 1, 1, 0, 0, 0) == [1, 1, 1, 0, 0, 0]


def test_a_page_without_tables_keeps_its_chances() -> None:
    """Lists are judged item by item."""
    assert chances("<ul><li>a<li>b</ul>", 0.9, 0.1) == [0.9, 0.1]
