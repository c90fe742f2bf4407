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


def test_what_a_row_spans_does_not_hang_on_where_the_table_stands() -> None:
    """Rows were laid out in whatever order a set had them."""
    cells = (
        "<tr><th>Jahr<th>Schiff<tr><td rowspan=2>1990<td>Anna<tr><td>Berta<tr><td rowspan=2>1991<td>Clara<tr><td>Dora"
    )
    expected = [("Jahr", "Schiff"), ("1990", "Anna"), ("", "Berta"), ("1991", "Clara"), ("", "Dora")]
    for before in range(6):
        assert rows("<div>x</div>" * before + f"<table>{cells}</table>") == expected


def test_a_span_ends_with_its_rows_whether_they_hold_text_or_not() -> None:
    """An empty row is one of the rows that a cell spans; the next group of rows begins anew."""
    spanned = "<tr><td rowspan=2>a<td>x<tr><td><tr><td>b<td>y"
    assert rows(f"<table><tr><th>k<th>v{spanned}</table>") == [("k", "v"), ("a", "x"), ("b", "y")]
    groups = "<tbody><tr><td rowspan=9>a<td>x</tbody><tbody><tr><td>b<td>y</tbody>"
    assert rows(f"<table>{groups}</table>") == [("a", "x"), ("b", "y")]


def test_hidden_text_in_a_cell_dissolves_no_table() -> None:
    """A key to sort by stands before its row, and stays hidden."""
    html = "<table><tr><th>a<th>b<tr><td>1<td><span style='display:none'>002</span>2</table>"
    found = with_rows(walk(html)).leaves
    assert [(leaf.text, leaf.hidden) for leaf in found] == [("a\tb", None), ("002", "display_none"), ("1\t2", None)]


def test_spans_without_end_cost_no_more_than_the_table() -> None:
    """Each row would have moved on by the columns of all rows above."""
    html = "<table>" + "<tr><td rowspan=1000 colspan=100>a<td>b" * 300 + "</table>"
    assert max(map(len, rows(html))) <= 200
