"""Pages of our own making, as many as wanted, the same for the same seed.

    python -m benchmarks.generate OUT [--count N] [--seed N] [--seed-like]

Content farm pages in Chinese, pages of portals, blog pages in English; a part of them glued, with
machine errors or with what a model said to its user. No page of anyone is in them: the words below
are put together at random, so that hardly a sentence comes twice.
"""

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple


def _listed(words: str, separator: str = " ") -> tuple[str, ...]:
    return tuple(words.split(separator))


SMALLEST, LARGEST = 3_000, 30_000
"""Bytes of a generated page."""
SEED_LIKE = 10_000
"""Bytes of a page like the three that our user sent."""

THINGS = _listed(
    "磨坊 果园 灯塔 渡口 书店 茶馆 菜地 渔船 织机 陶窑 水车 石桥 钟楼 木器 风筝"
    " 蜂箱 酱缸 井台 戏台 窗花 竹篮 砚台 油灯 马灯 皮影 年画 草药 稻田 鱼塘 山路"
    " 雨伞 剪纸 铁锅 面馆 豆腐 腊肉 柿饼 桂花 银杏 芦苇 扁担 蓑衣"
)
PEOPLE = _listed(
    "老师傅 看守人 邻居 学徒 渔民 店主 果农 木匠 记者 游客 母亲 孩子 工程师 医生 邮差 船长 画家 教师 裁缝 厨师"
)
DOINGS = _listed(
    "修好 打开 记下 整理 搬到 换成 讲起 画出 清洗 翻修 照看 收起 晒干 租下 买回"
    " 介绍 安装 检查 量过 送给 发现 保存 擦亮 拆开 重做 改建 种下 收割 分给 打磨"
)
QUALITIES = _listed("老旧 结实 安静 明亮 简单 潮湿 稀罕 便宜 轻巧 耐用 粗糙 光滑 厚重 新鲜 熟悉 陌生 完整 破损")
PLACES = _listed("河边 山脚 镇上 巷口 岸边 后院 坡上 桥头 谷地 湖心 城南 街角 林间 集市 码头 村口")
TIMES = _listed("每天早上 入冬以后 那年秋天 过了清明 天还没亮 收工之后 连着三年 到了月底 雨停的时候 周末下午")
ENDS = _listed(
    "声音半里外也听得见 谁也没有再提起 这件事就这样定了下来 大家都说值得 往后的路还长"
    " 账本上写得清楚 只用了两天工夫 费用并不算高"
)
CLAUSES: tuple[str, ...] = (
    "{time},{person}{doing}了{place}的{thing}",
    "{person}说{place}的{thing}{quality}得很",
    "那座{quality}的{thing}在{place}已经有{number}年",
    "一共{number}个{thing}要{doing}",
    "{thing}和{thing}都由{person}{doing}",
    "{place}的{person}把{thing}{doing},又把{thing}{doing}",
    "如果{thing}不够{quality},就先{doing}再{doing}",
    "{end}",
)
TITLES: tuple[str, ...] = (
    "{place}{thing}{doing}方法详解",
    "{thing}与{thing}的区别:{person}这样{doing}",
    "{quality}{thing}怎么{doing}更省心",
    "揭秘{place}{thing}:{number}年来{person}如何{doing}",
    "{person}教你{doing}{thing}的{number}个步骤",
    "{thing}{doing}全攻略与注意事项",
)
HEADINGS: tuple[str, ...] = (
    "{thing}的来历",
    "如何{doing}{thing}",
    "{place}的{person}",
    "一、{thing}为什么{quality}",
    "{doing}之前要做的事",
)

NOUNS = _listed(
    "kettle lantern orchard ferry ladder loom cellar garden bridge notebook bakery harbour"
    " stove compass quilt meadow workshop window bicycle market chimney pantry violin hedge"
    " railway basket candle fountain tailor clock"
)
VERBS = _listed(
    "repaired carried opened painted measured borrowed planted described cleaned sold built"
    " kept moved counted copied sharpened"
)
TRAITS = _listed("old quiet narrow bright heavy plain careful wooden steady early small honest rough dry cheap warm")
FOLK = _listed(
    "my neighbour|the keeper|her sister|an apprentice|the baker|our teacher|a visitor|the old captain|his editor",
    "|",
)
WHERE = _listed(
    "by the river|behind the school|near the harbour|at the market|on the hill|in the back yard|across the street",
    "|",
)
WHEN = _listed(
    "every morning|last autumn|after the rain|before the holidays|for nearly ten years|on a Sunday|in early spring",
    "|",
)
AUTHORS = ("Ann Lee", "Ben Moss", "Cora Hart", "Dan Reed")
SENTENCES: tuple[str, ...] = (
    "{When} {folk} {verb} the {trait} {noun} {where}.",
    "The {noun} {where} was {trait}, and {folk} {verb} it {when}.",
    "If the {noun} is not {trait} enough, start again with a {trait} {noun}.",
    "There were {number} {noun}s and only one {noun} {where}, so {folk} {verb} both.",
    "“Nobody {verb} a {noun} like this,” said {folk}, “at least not {when}.”",
    "Nothing about a {trait} {noun} is hard once {folk} has {verb} the {noun} {when}.",
)
ENGLISH_TITLES: tuple[str, ...] = (
    "How {Folk} {Verb} a {Trait} {Noun}",
    "{number} Things to Know About Your {Noun}",
    "Why the {Trait} {Noun} Still Matters",
    "A {Noun} and a {Noun}: Notes From the Workshop",
)

ERROR_TITLES: tuple[str, ...] = (
    "PHP编程警告:{file}.php文件中第{number}行调用array_rand()函数时因数组为空引发错误",
    "PHP警告:在{file}.php文件第{number}行中未定义变量的解决方法",
)
LEAK_TITLES: tuple[str, ...] = (
    "抱歉,我无法根据您的要求生成标题",
    "以下是根据您提供的关键词生成的标题:",
    "作为一个AI语言模型,我无法提供相关标题",
)
ERRORS: tuple[str, ...] = (
    "Warning: Undefined variable ${file} in /www/wwwroot/site/{file}.php on line {number}",
    "Warning: include(/cache/{file}.txt): failed to open stream: No such file or directory"
    " in /www/site/{file}.php on line {number}",
    "Fatal error: Uncaught Error: Call to undefined function {file}() in /www/site/{file}.php:{number}",
    "#0 /www/site/{file}.php({number}): require_once()",
)
LEAKS: tuple[str, ...] = (
    "以下是根据您的要求撰写的文章:",
    "作为一个人工智能语言模型,我无法保证以上内容完全准确。",
    "希望这篇文章对您有所帮助,如需修改请告诉我。",
)

Writer = Callable[[random.Random, int], list[str]]


class Generated(NamedTuple):
    """A page as bytes, with the kind it was made as."""

    name: str
    kind: str
    data: bytes


def main() -> None:
    """Write pages into a folder, for `pipeline clean`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seed-like", action="store_true", help="farm pages of about 10 KB only")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    made = seed_like if arguments.seed_like else pages
    for page in made(arguments.count, arguments.seed):
        (arguments.out / page.name).write_bytes(page.data)


def pages(count: int, seed: int = 1) -> Iterator[Generated]:
    """Pages of all kinds, of 3 to 30 KB; every 16th in GB18030, as Chinese pages come."""
    dice = random.Random(seed)
    kinds = tuple(KINDS)
    weights = tuple(weight for _, weight in KINDS.values())
    for number in range(count):
        kind = dice.choices(kinds, weights)[0]
        # Small pages are more common than large ones: the logarithm is what is even.
        size = int(SMALLEST * (LARGEST / SMALLEST) ** dice.random())
        lines = KINDS[kind][0](dice, size)
        encoding = "gb18030" if number % 16 == 15 and kind != "blog" else "utf-8"
        yield Generated(f"{number:05}_{kind}.txt", kind, "\n".join(lines).encode(encoding))


def seed_like(count: int, seed: int = 1) -> Iterator[Generated]:
    """Farm pages of about 10 KB with a hundred titles below, as our user's are."""
    dice = random.Random(seed)
    for number in range(count):
        lines = farm(dice, SEED_LIKE)
        yield Generated(f"{number:05}_seed_like.txt", "seed_like", "\n".join(lines).encode())


def farm(dice: random.Random, size: int) -> list[str]:
    """A title, a date, paragraphs under headings, lists, a hundred titles of other pages."""
    titles = ["相关内容", *related(dice, dice.randint(90, 100))] if size > 6000 else []
    room = size - _bytes(titles) - 200
    lines = [
        chinese_title(dice),
        "",
        f"发布时间:{moment(dice)}",
        "",
        *chinese_body(dice, room, gap=True),
    ]
    return [*lines, *titles, "To Top"]


def portal(dice: random.Random, size: int) -> list[str]:
    """A portal's page: its navigation, the article, more news, comments, rights."""
    head = [
        "首页",
        "新闻",
        "财经",
        "体育",
        "娱乐",
        "登录 注册",
        "当前位置:首页>新闻>正文",
        chinese_title(dice),
    ]
    name = dice.choice("王李张刘陈") + dice.choice("明芳伟娜强")
    byline = f"{moment(dice)[:16]} 来源：{dice.choice(PLACES)}日报 作者：{name}"
    foot = [
        "分享到：",
        "责任编辑：林一",
        "相关新闻",
        *(chinese_title(dice) for _ in range(8)),
        "热点推荐",
    ]
    foot += [
        *(chinese_title(dice) for _ in range(10)),
        "网友评论",
        "发表评论",
        "关于我们 | 联系我们 | 网站地图",
    ]
    foot += ["Copyright © 2009-2023 江边在线 版权所有", "鄂ICP备00000000号-1"]
    return [
        *head,
        byline,
        *chinese_body(dice, size - _bytes(head) - _bytes(foot), gap=False),
        *foot,
    ]


def blog(dice: random.Random, size: int) -> list[str]:
    """An English blog post with its header, its share bar and its footer."""
    head = ["Skip to content", "Home", "About", "Archive", "Subscribe", "", english_title(dice)]
    head += [
        f"By {dice.choice(AUTHORS)} | May {dice.randint(1, 28)}, 2023",
        "",
    ]
    foot = [
        "",
        "Share this:",
        "Twitter",
        "Facebook",
        "",
        "Related Posts",
        *(english_title(dice) for _ in range(6)),
    ]
    foot += [
        "",
        "Leave a Reply",
        "Your email address will not be published.",
        "© 2023 Larder & Lamp. All rights reserved.",
    ]
    return [*head, *english_body(dice, size - _bytes(head) - _bytes(foot)), *foot]


def glued(dice: random.Random, size: int) -> list[str]:
    """Two articles on one page, each with its head."""
    return [*farm(dice, size // 2), *portal(dice, size // 2)]


def broken(dice: random.Random, size: int) -> list[str]:
    """A farm page with errors over and in its text, and leaks around it."""
    lines = farm(dice, size - 800)
    errors = [filled(dice, dice.choice(ERRORS)) for _ in range(dice.randint(2, 5))]
    place = dice.randrange(5, 9)
    return [
        *errors[:2],
        LEAKS[0],
        *lines[:place],
        *errors[2:],
        *lines[place:],
        dice.choice(LEAKS[1:]),
    ]


KINDS: dict[str, tuple[Writer, int]] = {
    "farm": (farm, 45),
    "portal": (portal, 25),
    "blog": (blog, 15),
    "glued": (glued, 7),
    "broken": (broken, 8),
}
"""Each kind with its weight."""


def chinese_body(dice: random.Random, room: int, *, gap: bool) -> list[str]:
    """Paragraphs under headings, with a list now and then, until the room is full."""
    lines: list[str] = []
    used = 0
    while used < room:
        piece = [chinese_paragraph(dice)]
        if dice.random() < 0.3:
            piece.insert(0, filled(dice, dice.choice(HEADINGS)))
        if dice.random() < 0.15:
            piece += [
                "具体分为以下几步:",
                *(f"{number}. {chinese_sentence(dice)}" for number in range(1, dice.randint(4, 7))),
            ]
        for line in piece:
            lines += [line, ""] if gap else ["　　" + line]
        used += _bytes(piece)
    return lines


def chinese_paragraph(dice: random.Random) -> str:
    """Three to six sentences."""
    return "".join(chinese_sentence(dice) for _ in range(dice.randint(3, 6)))


def chinese_sentence(dice: random.Random) -> str:
    """Two to four clauses."""
    clauses = [filled(dice, dice.choice(CLAUSES)) for _ in range(dice.randint(2, 4))]
    return ",".join(clauses) + dice.choice("。。。。!?")


def chinese_title(dice: random.Random) -> str:
    """What stands over an article."""
    return filled(dice, dice.choice(TITLES))


def related(dice: random.Random, count: int) -> list[str]:
    """Titles of other pages; one in sixty is an error or a leak."""
    odd = ERROR_TITLES + LEAK_TITLES
    return [filled(dice, dice.choice(odd)) if dice.random() < 1 / 60 else chinese_title(dice) for _ in range(count)]


def english_body(dice: random.Random, room: int) -> list[str]:
    """Paragraphs under headings, with a list now and then, until the room is full."""
    lines: list[str] = []
    used = 0
    while used < room:
        piece = [" ".join(filled(dice, dice.choice(SENTENCES)) for _ in range(dice.randint(3, 7)))]
        if dice.random() < 0.25:
            piece.insert(0, filled(dice, "The {Trait} {Noun}"))
        if dice.random() < 0.15:
            piece += ["You will need:", *(filled(dice, "- a {trait} {noun}") for _ in range(4))]
        lines += [part for line in piece for part in (line, "")]
        used += _bytes(piece)
    return lines


def english_title(dice: random.Random) -> str:
    """What stands over a post."""
    return filled(dice, dice.choice(ENGLISH_TITLES))


def moment(dice: random.Random) -> str:
    """A date with its time."""
    day = f"2024-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    return f"{day} {dice.randrange(24):02}:{dice.randrange(60):02}:{dice.randrange(60):02}"


WORDS: dict[str, tuple[str, ...] | list[str]] = {
    "thing": THINGS,
    "person": PEOPLE,
    "doing": DOINGS,
    "quality": QUALITIES,
    "place": PLACES,
    "time": TIMES,
    "end": ENDS,
    "noun": NOUNS,
    "trait": TRAITS,
    "verb": VERBS,
    "folk": FOLK,
    "where": WHERE,
    "when": WHEN,
    "file": ["keys", "index", "rand", "title", "config", "list"],
}


def filled(dice: random.Random, form: str) -> str:
    """A form with a word drawn for each of its places."""
    pieces = form.split("{")
    filled_in = [pieces[0]]
    for piece in pieces[1:]:
        slot, rest = piece.split("}", 1)
        filled_in.append(_word(dice, slot) + rest)
    return "".join(filled_in)


def _word(dice: random.Random, slot: str) -> str:
    if slot == "number":
        return str(dice.randint(2, 400))
    word = dice.choice(WORDS[slot.lower()])
    if slot == "When":
        return word.capitalize()
    return word.title() if slot[0].isupper() else word


def _bytes(lines: list[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


if __name__ == "__main__":
    main()
