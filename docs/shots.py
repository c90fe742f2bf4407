"""The review of the sample pages → docs/pictures/*.png: run it after the review has changed (extra `browser`)."""

import os
import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from pipeline.review.pages import key_of
from pipeline.review.site import make_site
from pipeline.run import run
from pipeline.settings import Run, Settings
from pipeline.status import open_to_read

PAGE = f"#/page/{key_of('old-lock-gates.txt', None)}"
SHOTS = {
    "overview": ("#/", 1280, 860, "light"),
    "page": (PAGE, 1280, 760, "light"),
    "page-dark": (PAGE, 1280, 760, "dark"),
    "list": ("#/pages?language=zh-Hans&lang=zh", 1280, 620, "light"),
    "rule": ("#/rules/related_list", 1280, 560, "light"),
    "phone": (PAGE, 390, 760, "light"),
}
"""Where it leads, width, height, colours."""
STEPS = 4
"""Removals that are stepped over on a page, so that one is explained."""
COLOURS = 224
"""Of a picture: flat areas and text need no more."""


def main() -> None:
    """Make the review of raw/ and take the pictures."""
    here = Path(__file__).resolve().parent
    target = here / "pictures"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(here.parent / "raw", folder / "raw")
        how = Run(pages=(str(folder / "raw"),), output=str(folder / "clean"), workers=1)
        run(Settings(), how, lambda _: None)
        with open_to_read(str(folder / "clean")) as ledger:
            make_site(Settings(), how, ledger, folder / "site")
        take((folder / "site" / "index.html").as_uri(), target)
    print(f"{sum(file.stat().st_size for file in target.glob('*.png')):,} bytes")


def take(site: str, target: Path) -> None:
    """Each picture, from a fresh profile."""
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=sandbox)
        for name, (place, width, height, colours) in SHOTS.items():
            context = started.new_context(viewport={"width": width, "height": height}, color_scheme=colours)
            page = context.new_page()
            page.goto(f"{site}{place}")
            page.wait_for_selector("main:not([aria-busy]) h1")
            step(page)
            picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
            picture.save(target / f"{name}.png", optimize=True)
            context.close()
        started.close()


def step(page: Any) -> None:
    """On a page to a removal that has something to tell."""
    page.wait_for_timeout(200)
    if "#/page/" in page.url:
        for _ in range(STEPS):
            page.keyboard.press("n")
        page.wait_for_timeout(200)


if __name__ == "__main__":
    main()
