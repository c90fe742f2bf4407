"""Cells of data tables become rows; layout tables stay what they are."""

from pipeline.markup.tables import with_rows
from pipeline.markup.walk import walk


def test_data_tables_become_rows() -> None:
    """An empty cell keeps its place."""
    html = "<table><tr><th>a<th>b<tr><td>1<td>2<tr><td><td>3</table>"
    found = with_rows(walk(html)).leaves
    assert [(leaf.kind, leaf.cells, leaf.header) for leaf in found] == [
        ("row", ("a", "b"), True),
        ("row", ("1", "2"), False),
        ("row", ("", "3"), False),
    ]


def test_layout_tables_do_not() -> None:
    """A cell with paragraphs is a column of the page."""
    html = "<table><tr><td>menu<td><p>one</p><p>two</p><tr><td>a<td>b</table>"
    assert [leaf.kind for leaf in with_rows(walk(html)).leaves] == ["cell"] * 5


def rows(html: str) -> list[tuple[str, ...]]:
    """The rows of the only table of a piece of markup."""
    return [leaf.cells for leaf in with_rows(walk(html)).leaves if leaf.kind == "row"]


def test_a_spanning_cell_says_its_text_once() -> None:
    """What else it fills is empty, so that columns stay under each other."""
    html = "<table><tr><th>a<th colspan=2>b<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5</table>"
    assert rows(html) == [("a", "b", ""), ("1", "2", "3"), ("", "4", "5")]


def test_a_cell_that_claims_a_hundred_columns_gets_those_of_the_table() -> None:
    """Headings inside tables are written so."""
    html = "<table><tr><td colspan=100>a<tr><td>1<td>2<tr><td>3<td>4<tr><td>5<td>6</table>"
    assert rows(html) == [("a", ""), ("1", "2"), ("3", "4"), ("5", "6")]


def test_rows_of_a_head_are_header_rows() -> None:
    """Also where their cells are plain ones."""
    html = "<table><thead><tr><td>a<td>b<tbody><tr><th>1<td>2</table>"
    assert [leaf.header for leaf in with_rows(walk(html)).leaves] == [True, False]


def test_a_cell_of_a_headed_table_may_have_lines() -> None:
    """Paragraphs and line breaks inside a cell of data are spaces."""
    html = "<table><tr><th>a<th>b<tr><td><p>1</p><p>2</p><td>3<br>4</table>"
    assert rows(html) == [("a", "b"), ("1 2", "3 4")]
