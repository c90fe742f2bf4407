"""When an article was published, where a page says so in several places."""

from pipeline.imprint import Imprint
from pipeline.markup.json_ld import Item
from pipeline.markup.metas import Metas, Said
from pipeline.markup.published import Head, published, settled
from pipeline.markup.walk import walk


def when(markup: str, seen: Imprint | None = None, url: str | None = None, linked: str | None = None) -> Said | None:
    """The day of publication of a page with this head."""
    declared = walk(markup).declared
    item = Item(article=True, published=linked)
    return published(item, Metas(declared), declared, Head(seen or Imprint(), (0, 5)), url)


META = "<meta property=article:published_time content=2024-05-12T08:30:00+08:00>"


def test_the_visible_day_counts_before_the_declared() -> None:
    """Sites declare the day of rendering in all sorts of places."""
    assert when(META, Imprint(published="2024-05-10")) == Said("2024-05-10", "byline")


def test_a_declared_moment_of_a_visible_day_is_the_more_precise() -> None:
    """And so is one of any day that the head names."""
    assert when(META, Imprint(published="2024-05-12")) == Said("2024-05-12T08:30:00+08:00", "article:published_time")
    both = Imprint(published="2024-06-01", days=frozenset({"2024-06-01", "2024-05-12"}))
    assert when(META, both) == Said("2024-05-12T08:30:00+08:00", "article:published_time")


def test_a_visible_month_does_not_hide_a_declared_day() -> None:
    """It is no more than a part of it."""
    assert when(META, Imprint(published="2024-05")) == Said("2024-05-12T08:30:00+08:00", "article:published_time")


def test_declarations_have_an_order() -> None:
    """JSON-LD, then metas, then microdata: the first, of a thread the earliest, however it is written."""
    assert when(META, linked="2024-05-11") == Said("2024-05-11", "json-ld")
    posts = [
        f"<time itemprop=dateCreated datetime='{day}'>x</time>" for day in ("2024-05-13", "May 12, 2024", "2024-05-14")
    ]
    assert when("".join(posts)) == Said("2024-05-12", "microdata")
    assert when("".join(posts[:2])) == Said("2024-05-13", "microdata")


def test_last_come_times_made_up_metas_and_the_address() -> None:
    """In this order."""
    assert when("<time datetime=2024-05-12>12 May</time>") == Said("2024-05-12", "time")
    assert when("<meta name=page-publish-date content=2024-05-12>") == Said("2024-05-12", "page-publish-date")
    assert when("", url="https://nanbu.example/2024/05/12/lock.html") == Said("2024-05-12", "url")
    assert when("", url="https://nanbu.example/2024/may/12/lock") == Said("2024-05-12", "url")
    assert when("", url="https://nanbu.example/2024/05/lock") is None


def test_what_is_no_date_does_not_count() -> None:
    """A template's placeholder, a page without any."""
    assert when("<meta property=article:published_time content={{date}}>") is None
    assert settled(Imprint(), None, None) is None


def test_a_visible_day_that_is_the_declared_update_is_the_update() -> None:
    """Blogs show when they last looked at a text; what they declare as published is the older day."""
    updated = META + "<meta property=article:modified_time content=2024-06-03T10:00:00+08:00>"
    assert when(updated, Imprint(published="2024-06-03")) == Said("2024-05-12T08:30:00+08:00", "article:published_time")
    assert when(updated, Imprint(published="2024-06-04")) == Said("2024-06-04", "byline")


def test_a_time_of_the_visible_day_is_the_more_precise() -> None:
    """Forums show the server's day, and write the moment with its zone."""
    posts = "<time datetime=2024-05-12T20:10:00-0500>x</time><time datetime=2024-05-14T07:00:00-0500>y</time>"
    assert when(posts, Imprint(published="2024-05-13")) == Said("2024-05-12T20:10:00-05:00", "time")
    assert when(posts, Imprint(published="2024-05-11")) == Said("2024-05-11", "byline")


def test_a_thread_is_as_old_as_its_first_post() -> None:
    """Its moments ascend, wherever they stand; a list of other pages begins with the newest."""
    moments = ("2024-05-12T08:00:00", "2024-05-12T09:30:00", "2024-05-16T21:00:00")
    far = "<p>x</p>" * 9
    ascending, descending = (
        far + "".join(f"<time datetime={moment}>x</time>" for moment in order) for order in (moments, moments[::-1])
    )
    assert when(ascending) == Said("2024-05-12T08:00:00", "time")
    assert when(descending) is None
    answered = ascending + "<meta itemprop=dateCreated content=2024-05-16T21:00:00>"
    assert when(answered) == Said("2024-05-12T08:00:00", "microdata")
