"""What a browser is told of a page is all of the page, each block once, with its verdict."""

import msgspec
from pages import PROSE, cases, cleaned, page, words
from sites import SHOP

from pipeline.body import Image
from pipeline.flow import clean_page
from pipeline.hearing import hear
from pipeline.model import Cleaned, Labelled, Verdict
from pipeline.review.pages import PageData, account_data, key_of, page_data
from pipeline.review.places import places, squash
from pipeline.review.rows import line_of
from pipeline.settings import Settings


def data_of(*lines: str, path: str = "page.txt") -> PageData:
    """The data of a page of these lines."""
    return page_data(page("\n".join(lines), path), cleaned(*lines, path=path))


def test_every_block_is_told_with_its_verdict() -> None:
    """In the order of the page, as `explain` prints them."""
    told = [(block.n, block.reason) for block in data_of(*SHOP).blocks]
    assert told == [(item.block.first, item.verdict and item.verdict.reason) for item in cleaned(*SHOP).labelled]


def test_the_title_is_told_apart() -> None:
    """It is kept, and no line of the body."""
    assert [block.text for block in data_of(*SHOP).blocks if block.title] == ["灯塔看守人的冬天"]


def test_what_is_empty_is_left_out() -> None:
    """Most blocks are a number, a text and, where the judge was asked, a probability."""
    (*_, block) = msgspec.to_builtins(data_of(*SHOP))["blocks"][:4]
    assert block.keys() - {"chance"} == {"n", "text"}


def test_a_page_without_an_article_says_why() -> None:
    """And still shows its blocks."""
    told = data_of("502 Bad Gateway", "nginx/1.18.0")
    assert (told.absence, told.articles, len(told.blocks)) == ("error_page", (), 2)


def test_what_people_corrected_says_what_it_was() -> None:
    """Compared with the page as it was without them."""
    before = cleaned(*SHOP)
    turned = tuple(
        Labelled(item.block, Verdict("boilerplate", "correction"))
        if item.block.first == 4
        else Labelled(item.block)
        if item.block.first == 6
        else item
        for item in before.labelled
    )
    after = Cleaned(before.articles, None, turned, before.titles)
    told = {block.n: block.was for block in page_data(page("\n".join(SHOP)), after, before).blocks if block.was}
    assert told == {4: (None, None), 6: ("related", "related_list")}


def test_a_rule_whose_block_was_put_back_has_been_corrected() -> None:
    """The line of the page carries it to the rule's record."""
    before = cleaned(*SHOP)
    turned = tuple(Labelled(item.block) if item.block.first == 6 else item for item in before.labelled)
    line = line_of(page_data(page("\n".join(SHOP)), Cleaned(before.articles, None, turned, before.titles), before))
    assert {taken.rule: (taken.blocks, taken.corrected) for taken in line.taken}["related_list"] == (2, 1)


def test_voices_are_told_loudest_first() -> None:
    """Of an HTML page, where they are asked for."""
    case = next(case for case in cases() if case.page.path.endswith(".html"))
    told = page_data(case.page, clean_page(case.page, Settings()), voices=hear(case.page, Settings()))
    odds = [[abs(each) for _, each in block.voices] for block in told.blocks if block.voices]
    assert odds
    assert all(each == sorted(each, reverse=True) for each in odds)


def test_from_the_account_alone_everything_removed_is_counted() -> None:
    """Blocks and characters come out the same, though only samples are there."""
    whole = data_of(*SHOP)
    known = PageData(key=whole.key, path=whole.path, seen="gone")
    alone = account_data(known, cleaned(*SHOP).articles)
    assert [taken[:4] for taken in map(tuple_of, line_of(alone).taken)] == [
        taken[:4] for taken in map(tuple_of, line_of(whole).taken)
    ]


def tuple_of(taken: object) -> tuple[object, ...]:
    """A line's entry, to compare."""
    return tuple(msgspec.to_builtins(taken))


def test_keys_hang_on_path_and_record() -> None:
    """And on nothing else, so that addresses stay."""
    assert key_of("a.txt", None) == data_of(*SHOP, path="a.txt").key
    assert len({key_of("a.zip", None), key_of("a.zip", "b"), key_of("a.zip", "c")}) == 3


def test_body_blocks_find_their_blocks_on_the_page() -> None:
    """Of every case in rising order; pictures have no block of text, and of the rest hardly any is missed."""
    found = missed = 0
    for case in cases():
        result = clean_page(case.page, Settings())
        for article in result.articles:
            told = places(article, result.labelled)
            known = [place for place in told if place is not None]
            assert known == sorted(known)
            assert all(first <= last for first, last in known)
            texts = [place for place, block in zip(told, article.body, strict=True) if not isinstance(block, Image)]
            found += sum(place is not None for place in texts)
            missed += sum(place is None for place in texts)
    assert missed <= found / 100, (found, missed)


def test_repeated_lines_keep_their_order() -> None:
    """The same words twice are two blocks."""
    refrain = "灯亮着,潮水来了又走,谁也没有数过一共几回,只有窗台上的海带知道。"
    result = cleaned(PROSE[0], refrain, PROSE[1], refrain.replace("几回", "几次"), PROSE[2])
    (article,) = result.articles
    assert [place and place[0] for place in places(article, result.labelled)] == [1, 2, 3, 4, 5]


def test_letters_and_digits_are_all_that_counts() -> None:
    """White space, case and marks say nothing when a block is looked for."""
    assert [squash(text) for text in words("1.A a1")] == ["1a", "a1"]
