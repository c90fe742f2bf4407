"""Sites of reviews: made from folders of pages, and read back."""

import json
import re
from pathlib import Path
from typing import Any

from runs import cleaned

from pipeline.review.pages import key_of
from pipeline.review.site import Made, make_site
from pipeline.settings import Run, Settings
from pipeline.status import open_to_read

CALL = re.compile(r'review\.put\("(\w+)", ("?[\w-]+"?), (.*)\);\n', re.DOTALL)

SHOP = (
    "首页 > 生活 > 正文",
    "灯塔看守人的冬天",
    "2023-11-09 08:42 来源:江城晚报 作者:沈知远",
    "老吴在这座灯塔上守了十九年,每天傍晚点灯,清晨熄灯,从没有误过一次。",
    "塔下的小屋是他自己修的,墙上挂着潮汐表,窗台上晒着从礁石上拾来的海带。",
    "相关新闻",
    "南埠渡口恢复夜航",
    "一座石桥的四次搬家",
)
"""A page of text of which several rules take something."""


def clean_and_show(root: Path, settings: Settings | None = None, **how: Any) -> Made:
    """Clean `raw/` below a folder, and make the site."""
    cleaned(root / "raw", root / "clean", settings)
    return show(root, settings, **how)


def show(root: Path, settings: Settings | None = None, workers: int = 1) -> Made:
    """Make the site of what is cleaned."""
    how = Run(pages=(str(root / "raw"),), output=str(root / "clean"), workers=workers)
    with open_to_read(str(root / "clean")) as ledger:
        return make_site(settings or Settings(), how, ledger, root / "site")


def data(file: Path) -> Any:
    """The value that a file of data hands over."""
    found = CALL.fullmatch(file.read_text("utf-8"))
    assert found is not None
    return json.loads(found[3])


def page_of(root: Path, path: str, record: str | None = None) -> Any:
    """What the site says of a page."""
    key = key_of(path, record)
    return data(root / "site" / "data" / "pages" / key[:2] / f"{key}.js")


def files(root: Path) -> dict[str, bytes]:
    """Every file of the site that a browser may read."""
    site = root / "site"
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file() and not file.name.startswith(".")
    }
