"""Where corrections agree: the rule that would cover them, what else it would change, and how it is written."""

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from pages import PROSE
from runs import cleaned

from pipeline.cli import main
from pipeline.corrections import BlockCorrection, Correction, Corrections, FactCorrection
from pipeline.errors import SettingsError
from pipeline.flow import clean_page
from pipeline.model import Cleaned, Page
from pipeline.notebook import read_notebook, write_corrections
from pipeline.review.accepting import write_rule
from pipeline.review.effects import Effect
from pipeline.review.proposals import Proposal, find_proposals, with_effects
from pipeline.settings import Run, Settings, Site, load

NOTICE = "本栏目每周三更新"
LONG = "码头的老钟又响了三下,赶早市的人挑着担子从桥上走过,谁也没有回头。"


class Shop:
    """Pages, articles and corrections, and what is proposed."""

    def __init__(self, folder: Path) -> None:
        """Nothing yet."""
        self.folder = folder
        self.how = Run(
            pages=(str(folder / "raw"),), output=str(folder / "clean"), corrections=str(folder / "corrections")
        )

    def page(self, name: str, *lines: str) -> None:
        """A page of text, or of HTML where its name says so."""
        file = self.folder / "raw" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines), "utf-8")

    def cleaned(self, name: str, settings: Settings | None = None) -> Cleaned:
        """What becomes of a page by itself."""
        return clean_page(Page(name, (self.folder / "raw" / name).read_bytes()), settings or Settings())

    def say(self, name: str, *corrections: Correction) -> None:
        """Correct a page."""
        digest = hashlib.sha256((self.folder / "raw" / name).read_bytes()).hexdigest()
        write_corrections(self.folder / "corrections", Corrections(name, None, digest, corrections))

    def judge(self, name: str, text: str, verdict: str = "removed", reason: str | None = "related") -> None:
        """Say of the block with this text what it is."""
        number = next(item.block.first for item in self.cleaned(name).labelled if item.block.text == text)
        self.say(name, BlockCorrection(number, number, verdict, reason if verdict == "removed" else None))

    def run(self) -> None:
        """Make the pages known."""
        cleaned(self.folder / "raw", self.folder / "clean", corrections=self.how.corrections)

    def proposed(self) -> list[tuple[Proposal, Effect]]:
        """What is offered."""
        settings = load(self.folder)[0]
        found = find_proposals(read_notebook(Path(self.how.corrections)), settings, self.how)
        return with_effects(found, settings, self.how)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A folder for them."""
    return Shop(tmp_path)


def article(name: str, *more: str) -> tuple[str, ...]:
    """Lines of a page of text with a notice among them."""
    return (f"灯塔看守人{name}", *PROSE, *more, LONG)


def markup(name: str, *more: str) -> str:
    """A page of HTML with a tale in a box of its class, and more elements."""
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    box = f"tale box-{1_000_003 * ord(name)}"
    tale = f"<div class='{box}'><p>塔下的猫今年生了三只小猫,老吴给它们起名叫潮生{name}。</p></div>"
    return (
        f"<!doctype html><html><head><title>灯塔看守人{name} - 海港网</title></head><body>"
        f"<h1>灯塔看守人{name}</h1><div class=text>{body}{tale}<p>{LONG}</p></div>{''.join(more)}</body></html>"
    )


def test_one_page_proposes_nothing(shop: Shop) -> None:
    """However often it says it."""
    shop.page("a.txt", *article("甲", NOTICE))
    shop.page("b.txt", *article("乙", NOTICE))
    shop.run()
    shop.judge("a.txt", NOTICE)
    assert shop.proposed() == []


def test_the_same_line_on_two_pages_proposes_a_phrase(shop: Shop) -> None:
    """With the pages that have it, too, and were not corrected; of no host it is for every page."""
    for name in "abcd":
        shop.page(f"{name}.txt", *article(name, NOTICE))
    shop.page("e.txt", *article("戊", f"{NOTICE},请留意。"))
    shop.run()
    for name in "ab":
        shop.judge(f"{name}.txt", NOTICE)
    ((found, effect),) = shop.proposed()
    assert (found.kind, found.rule, found.reason) == ("phrase", f"*: {NOTICE}", "related")
    assert (found.site, found.corrections) == (Site("*", lines={"related": (NOTICE,)}), 2)
    assert found.pages == ("a.txt", "b.txt")
    assert (effect.pages, effect.blocks, effect.looked, effect.of) == (2, 2, 5, 5)
    assert [(each.page, each.text) for each in effect.samples] in (
        [("c.txt", NOTICE), ("d.txt", NOTICE)],
        [("d.txt", NOTICE), ("c.txt", NOTICE)],
    )


def test_a_line_of_one_site_is_a_rule_of_that_site(shop: Shop) -> None:
    """And changes nothing elsewhere."""
    for name in ("a", "b"):
        shop.page(f"www.harbour.example/{name}.txt", *article(name, NOTICE))
    shop.page("www.bridge.example/c.txt", *article("丙", NOTICE))
    shop.run()
    for name in ("a", "b"):
        shop.judge(f"www.harbour.example/{name}.txt", NOTICE, reason="metadata")
    ((found, effect),) = shop.proposed()
    assert found.site == Site("www.harbour.example", lines={"boilerplate": (NOTICE,)})
    assert (effect.pages, effect.blocks) == (0, 0)


def test_lines_that_begin_alike_propose_a_marker(shop: Shop) -> None:
    """Up to their colon."""
    for name, title in (("a", "新船闸放水"), ("b", "旧戏台换瓦"), ("c", "渡口夜航恢复")):
        shop.page(f"{name}.txt", *article(name, f"海港速递:{title}"))
    shop.run()
    shop.judge("a.txt", "海港速递:新船闸放水")
    shop.judge("b.txt", "海港速递:旧戏台换瓦")
    ((found, effect),) = shop.proposed()
    assert (found.kind, found.site) == ("marker", Site("*", markers={"related": ("海港速递:",)}))
    assert [each.text for each in effect.samples] == ["海港速递:渡口夜航恢复"]


def test_what_people_also_kept_is_not_proposed_to_go(shop: Shop) -> None:
    """They do not agree."""
    for name in "abc":
        shop.page(f"{name}.txt", *article(name, NOTICE))
    shop.run()
    shop.judge("a.txt", NOTICE)
    shop.judge("b.txt", NOTICE)
    shop.judge("c.txt", NOTICE, "article")
    assert shop.proposed() == []


def test_what_the_pipeline_does_by_itself_is_not_proposed(shop: Shop) -> None:
    """A rule would add nothing."""
    for name in "ab":
        shop.page(f"{name}.txt", *article(name, "相关新闻", "南埠渡口恢复夜航", "一座石桥的四次搬家"))
    shop.run()
    for name in "ab":
        shop.judge(f"{name}.txt", "相关新闻")
    assert shop.proposed() == []


def test_blocks_in_one_kind_of_element_propose_a_selector(shop: Shop) -> None:
    """The nearest that covers them and takes nothing else; names of one page alone say nothing."""
    for name in "abc":
        shop.page(f"www.harbour.example/{name}.html", markup(name))
    shop.run()
    for name in "ab":
        shop.judge(f"www.harbour.example/{name}.html", f"塔下的猫今年生了三只小猫,老吴给它们起名叫潮生{name}。")
    ((found, effect),) = shop.proposed()
    assert (found.kind, found.rule) == ("selector", "www.harbour.example: drop div.tale")
    assert found.site == Site("www.harbour.example", drop=("div.tale",))
    assert [each.text for each in effect.samples] == ["塔下的猫今年生了三只小猫,老吴给它们起名叫潮生c。"]


def test_kept_blocks_propose_a_selector_that_keeps(shop: Shop) -> None:
    """Of what the judge holds for no part of the article."""
    crumbs = "<div class=crumb><a href=/>首页</a> <a href=/c>城事</a></div>"
    for name in "ab":
        shop.page(f"www.harbour.example/{name}.html", markup(name).replace("<h1>", f"{crumbs}<h1>"))
    shop.run()
    for name in "ab":
        shop.judge(f"www.harbour.example/{name}.html", "首页 城事", "article")
    ((found, _),) = shop.proposed()
    assert (found.site, found.reason) == (Site("www.harbour.example", keep=("div.crumb",)), None)


def test_facts_that_one_element_says_propose_a_field(shop: Shop) -> None:
    """Titles by text, dates by the element's own stamp."""
    for name in "ab":
        foot = f"<p class=real>石桥镇的{name}字船闸</p><i class=when datetime='2021-03-0{1 + (name == 'b')}'>前天</i>"
        shop.page(f"www.harbour.example/{name}.html", markup(name, foot))
    shop.run()
    for name in "ab":
        shop.say(
            f"www.harbour.example/{name}.html",
            FactCorrection(1, "title", f"石桥镇的{name}字船闸"),
            FactCorrection(1, "published", f"2021-03-0{1 + (name == 'b')}"),
        )
    found = {each.rule: each for each, _ in shop.proposed()}
    assert set(found) == {
        "www.harbour.example: title = p.real",
        "www.harbour.example: published = i.when::attr(datetime)",
    }
    assert {each.kind for each in found.values()} == {"site"}


def test_pages_that_have_changed_do_not_count(shop: Shop) -> None:
    """What was said of them may not be true any more."""
    for name in "ab":
        shop.page(f"{name}.txt", *article(name, NOTICE))
        shop.judge(f"{name}.txt", NOTICE)
    shop.run()
    assert len(shop.proposed()) == 1
    shop.page("b.txt", *article("乙", NOTICE, "又一句话,说的是潮水什么时候涨上来。"))
    assert shop.proposed() == []


def test_what_is_accepted_covers_the_corrections(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the commands alone: propose, accept, propose nothing more, and do it on the next page."""
    for name in "abc":
        shop.page(f"{name}.txt", *article(name, NOTICE))
    monkeypatch.chdir(shop.folder)
    (shop.folder / "pipeline.toml").write_text("# ours\nworkers = 1  # one\n", "utf-8")
    assert CliRunner().invoke(main, ["clean"]).exit_code == 0
    for name in "ab":
        shop.judge(f"{name}.txt", NOTICE)
    shown = CliRunner().invoke(main, ["review", "--proposals"])
    assert f"phrase  *: {NOTICE} (related)" in shown.stdout
    assert "would also change 1 block on 1 page; 3 of 3 files looked at" in shown.stdout
    which = shown.stdout.split()[0]
    accepted = CliRunner().invoke(main, ["review", "--accept", which])
    assert accepted.exit_code == 0
    assert accepted.stderr == "written to pipeline.toml; run pipeline clean to apply it.\n"
    assert accepted.stdout.endswith(f'[[sites]]\nhost = "*"\nlines.related = ["{NOTICE}"]\n')
    assert (shop.folder / "pipeline.toml").read_text("utf-8") == (
        "# ours\nworkers = 1  # one\n\n# from what was corrected on a.txt, b.txt\n[[sites]]\n"
        f'host = "*"\nlines.related = ["{NOTICE}"]\n'
    )
    assert CliRunner().invoke(main, ["review", "--proposals"]).stdout == ""
    assert CliRunner().invoke(main, ["clean"]).exit_code == 0
    assert NOTICE not in (shop.folder / "clean" / "c.json").read_text("utf-8").split('"removed"')[0]
    again = CliRunner().invoke(main, ["review", "--accept", which])
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)


SITE = Site("www.harbour.example", drop=("p.ad", 'a[title="x"]'), title="h1", markers={"related": ("更多精彩:",)})


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("pipeline.toml", ""),
        ("pipeline.toml", "# ours\npages = ['raw']   # here\n\n[[sites]]\nhost = 'a'\ndrop = ['p']"),
        ("pipeline.toml", "workers = 2\r\n\r\n[feeds.blog]\r\nto = 'x'\r\nformat = 'json'\r\n"),
        ("pyproject.toml", "[tool.pipeline]\nworkers = 2\n\n[tool.ruff]\nline-length = 120 # wide\n"),
        ("pyproject.toml", "[tool.pipeline]\nworkers = 2\n[[tool.pipeline.sites]]\nhost = 'a'\n"),
    ],
)
def test_a_rule_is_added_and_nothing_else_changes(tmp_path: Path, name: str, before: str) -> None:
    """Comments, order and ends of lines stay; what was set is set."""
    (tmp_path / name).write_bytes(before.encode())
    settings, how = load(tmp_path)
    file, text = write_rule(tmp_path, SITE, ("a.txt", "b.txt", "c.txt", "d.txt"))
    after = (tmp_path / name).read_bytes().decode()
    assert file == name
    assert after.startswith(before)
    assert "# from what was corrected on a.txt, b.txt, c.txt and 1 more\n" in text
    assert ("\r\n" in after) == ("\r\n" in before)
    assert after.count("\n") == after.count("\r\n") or "\r" not in after
    assert load(tmp_path) == (Settings(sites=(*settings.sites, SITE)), how)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_without_settings_a_file_is_made(tmp_path: Path) -> None:
    """Beside a pyproject.toml that says nothing of the pipeline, too."""
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\n")
    assert write_rule(tmp_path, SITE, ("a.txt",))[0] == "pipeline.toml"
    assert load(tmp_path)[0].sites == (SITE,)


@pytest.mark.parametrize("before", ["sites = [{host = 'a'}]\n", "sites = []\n", "sites ="])
def test_where_a_table_at_the_end_would_be_no_rule_nothing_is_written(tmp_path: Path, before: str) -> None:
    """Inline tables cannot be added to so."""
    (tmp_path / "pipeline.toml").write_text(before)
    with pytest.raises(SettingsError, match=r"add the rule for www\.harbour\.example there yourself"):
        write_rule(tmp_path, SITE, ("a.txt",))
    assert (tmp_path / "pipeline.toml").read_text() == before
