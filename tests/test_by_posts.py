"""What comes back by every post of a thread goes; a log of days, comments below an article and short answers stay."""

from pages import PROSE

from pipeline.label import label
from pipeline.label.by_posts import form
from pipeline.model import Text
from pipeline.segment import segment

SAID = (
    "Stakło kładę na noc do ciepłej wody z octem, a rano wycieram gazetą do sucha.",
    "U mnie ocet nie pomógł, dopiero soda i stara szczoteczka zdjęły całą sadzę.",
    "Potwierdzam, ale wodę trzeba zmienić dwa razy, bo inaczej zostaje biały osad.",
    "Po dwóch nocach w occie szkło jest jak nowe, dzisiaj zapalamy po raz pierwszy.",
)
NAMES = ("wędrowiec", "stary zegar", "lampka_7", "wędrowiec")


def rules(*lines: str) -> dict[str, str]:
    """The lines that go, each with its rule."""
    blocks = segment(Text("\n".join(lines), "text/plain", "utf-8", 0)).blocks
    return {item.block.text: item.verdict.rule for item in label(blocks) if item.verdict is not None}


def posts(day: str = "{} cze 2021, 20:1{}", button: str = "Wyższe Niższe Obok") -> list[str]:
    """A thread of a board whose words no list knows: four posts, each between its head and its buttons."""
    lines = ["Jak doczyścić szkło starej lampy naftowej"]
    for number, (name, said) in enumerate(zip(NAMES, SAID, strict=True), 1):
        lines += [name, f"Wyraz nr {number}", day.format(number, number), f"Wdzięk {number}4", said, button]
    return lines


def test_what_comes_back_by_every_post_goes() -> None:
    """Names at one distance from the hour, the number, the count below it, the buttons; not what was said."""
    lines = posts()
    assert set(rules(*lines)) == set(lines) - {lines[0], *SAID}


def test_a_short_answer_stays() -> None:
    """It comes back nowhere, though it stands where other posts have sentences."""
    lines = posts()
    lines[lines.index(SAID[2])] = "Nie pomogło"
    assert "Nie pomogło" not in rules(*lines)


def test_days_alone_head_a_log() -> None:
    """No name stands by them, and nothing else comes back."""
    lines = [part for number, said in enumerate(SAID, 1) for part in (f"{number} cze 2021", said)]
    assert rules("Dziennik latarni", *lines) == {}


def test_comments_below_an_article_are_none_of_its_posts() -> None:
    """The rule keeps silent, so that they can be told from the article."""
    article = " ".join(PROSE * 12)
    assert "by_posts" not in rules("老灯塔", article, *posts()[1:]).values()
    assert "by_posts" in rules("老灯塔", *posts()[1:]).values()


def test_what_forms_have_in_common() -> None:
    """Years of two digits, moments that have passed since, counts in thousands."""
    assert form("11.02.18, 20:14") == form("12.02.18, 09:47")
    assert form("lampka · 11 mo. ago") == form("lampka · 2 hours ago")
    assert form("Reputacja: 9,2k") == form("reputacja: 14")
    assert form("Wyższe") != form("Niższe")


def test_bylines_of_glued_articles_head_no_posts() -> None:
    """Three of one account, each with its title over a byline of one form."""
    titles = ("春天里排队的人", "雨天的灯", "最后一班车")
    articles = [(title, f"原创 阿绪 渡口闲话 2022-0{number}-11 20:15") for number, title in enumerate(titles, 2)]
    lines = [line for head in articles for line in (*head, *PROSE, "长按关注我们")]
    assert not {"by_posts", "post_header"} & set(rules(*lines).values())
