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
