"""Pages that nobody wrote: random characters, and pages put together from pieces of pages."""

from hypothesis import strategies as st

PIECES: dict[str, tuple[str, ...]] = {
    "title": (
        "灯塔看守人的最后一个冬天",
        "A Quiet Year at the Lighthouse",
        "燈塔看守人的最後一個冬天",
        "Тихий год на маяке",
        "# 标题也可以这样写",
        "## Getting started",
        "一、材料和工具",
        "第二章 潮汐表",
        "灯塔的夜晚有多长?",
    ),
    "byline": (
        "2023-11-09 08:42 来源:江城晚报 作者:沈知远",
        "By Ines Ballard, March 4, 2021",
        "發布時間:2021-05-06 07:08 記者 王小明／台北報導",
        "2019-02-05",
        "作者:admin 阅读:312",
        "(责任编辑:沈知远)",
    ),
    "prose": (
        "老吴在这座灯塔上守了十九年,每天傍晚点灯,清晨熄灯,从没有误过一次。",
        "He kept the light for nineteen years, and he never once missed the evening hour.",
        "去年冬天,航標處給燈塔換上了太陽能電池,他說夜裡再也聽不到柴油機的聲音了。",
        "Смотритель говорит, что зимой на маяке особенно тихо, и ему это нравится.",
        "灯塔を守って十九年、彼は一度も点灯の時刻を間違えたことがなかったという。",
        "등대지기는 열아홉 해 동안 단 한 번도 불 켜는 시간을 어긴 적이 없다고 말한다.",
        "“他说:‘灯不能灭。’”村里的老人至今还记得这句话,逢年过节总要讲一遍给孩子们听。(完)",
        "材料包括以下几种:",
        "近日,一位网友在论坛上贴出了灯塔的旧照片,引来不少人回忆往事。",
        "总之,灯塔的故事还会继续下去。",
        "海上生明月",
        "天涯共此时",
    ),
    "furniture": (
        "首页 > 新闻 > 正文",
        "当前位置:首页>生活常识>正文",
        "Home | About | Contact",
        "分享到: 微信 微博 QQ空间",
        "上一篇:冬天的码头",
        "下一篇:没有了",
        "To Top",
        "Copyright © 2009-2023 江城在线 版权所有",
        "鄂ICP备00000000号-1",
        "本站文章均来自网络,如有侵权请联系删除。",
        "阅读(312) 评论(5)",
        "添加微信 abc12345 领取资料",
        "贷款口子|网贷平台|黑户贷款|不看征信|秒下款|借钱软件",
        "1 2 3 4 5 ... 20",
        "Share this",
        "猜你喜欢",
    ),
    "related": (
        "相关推荐",
        "Related articles",
        "热点新闻",
        "冬天的码头为什么不结冰",
        "Ten harbours worth a detour",
        "渔民老李的三条船",
        "PHP编程警告:keys.php文件中第12行调用array_rand()函数时因数组为空引发错误",
        "格式中包含了“标题:标题 内容:内容”,这与您的需求相冲突。此外,这里不需要1000字的详细阐述。",
    ),
    "error": (
        "Warning: array_rand(): Array is empty in /www/web/keys.php on line 12",
        "Fatal error: Uncaught ValueError: array_rand(): empty in /x/w.php:2",
        "Stack trace:",
        "#0 /x/w.php(2): array_rand(Array)",
        "SQLSTATE[HY000] [2002] Connection refused",
        "502 Bad Gateway",
        "nginx/1.18.0",
        "锟斤拷锟缴憋拷锟斤拷",
    ),
    "generated": (
        "作为一个AI语言模型,我无法访问该网站的实时数据。",
        "好的,以下是根据您的要求改写的文章:",
        "I'm sorry, but I can't assist with that request.",
        "(全文约1000字)",
        "News Headline: Bank raises rates",
    ),
    "list": (
        "- 面粉",
        "- Salt",
        "1. 先把灯擦干净",
        "2. 再加满油",
        "3、最后点火",
        "1. Read the table",
        "•潮汐表",
        "A. 空气",
        "B. 海水",
        "> 灯不能灭",
        "    缩进的一行",
        "* 一",
    ),
    "table": (
        "时间\t地点\t人数",
        "8:00\t码头\t12",
        "a | b | c",
        "--- | --- | ---",
        "| 1 | 2 | 3 |",
    ),
    "code": (
        "```python",
        "```",
        "for name in names:",
        "    print(name)",
        "$ pip install lighthouse",
        "var x = 1;",
        "</div>",
        "{{item.title}}",
        ".box{width:720px;margin:0 auto;font-size:16px}",
    ),
    "blank": ("", "", "", "   ", "\u3000", "&nbsp;"),
    "odd": (
        "Brun\u00adnen &mdash; 5 &lt; 6",
        "經(jīng)過(guò)數(shù)據",
        "e\u0301te\u0301",
        "\ufeff",
        "*",
        "——",
        "：",
        "。",
    ),
}

LINES = st.sampled_from([line for lines in PIECES.values() for line in lines])
KINDS = st.sampled_from(sorted(PIECES)).flatmap(lambda kind: st.sampled_from(PIECES[kind]))

ASSEMBLED = st.lists(KINDS, max_size=40).map("\n".join)
"""Pages put together from furniture, prose, lists and errors, each kind as likely as the others."""

RUNS = st.sampled_from(sorted(PIECES)).flatmap(
    lambda kind: st.lists(st.sampled_from(PIECES[kind]), min_size=1, max_size=12)
)
STRETCHED = st.lists(RUNS, max_size=8).map(lambda runs: "\n".join(line for run in runs for line in run))
"""Pages in which each kind comes in a run, as on real ones."""

CHARACTERS = st.text(max_size=400)
"""Any characters, lone surrogates too."""

PUT_TOGETHER = st.one_of(ASSEMBLED, STRETCHED)
PAGES = st.one_of(ASSEMBLED, STRETCHED, CHARACTERS)
