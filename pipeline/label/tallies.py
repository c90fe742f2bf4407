"""Rules for what a page counts of itself: readers, stars, minutes, answers. `Takes` and `Leaves` are tested."""

import re

from pipeline.model import Block

_PLAYED = re.compile(r"\d{1,2}:\d\d\s?/\s?\d{1,2}:\d\d")
_COUNTS = re.compile(
    r"(?:\s*(?:阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|回复|人气|人氣|访问|收藏|点赞|赞同|赞|分享|发布|喜欢|跟贴|跟帖|参与|想学|已投票|有得|我有疑问|总排名|周排名|views?|comments?|likes?|shares?|просмотр\w*|조회|추천|댓글)(?:量|数|數|次数)?\s*[:：(（]?\s*(?:\d[\d.,]*\s*[wk万千]?\+?|NaN|--?)\s*[)）]?(?:次|人|条)?\s*(?:[|·,，]|or(?=分享))?)+$",
    re.IGNORECASE,
)
COUNT_ENDS = "次人条)）]|·+kwWK万-N"
"""What a count ends with, if not with a digit."""
_MINUTES = r"(?:min(?:ut\w*|s)?|мин(?:ут\w*)?|хв(?:илин\w*)?|λεπτ\w*|dakika(?:da)?|dk|phút|menit|perc|daqiqa|分钟|分鐘|分|분)\.?"
_READING_TIME = re.compile(
    r"\W{0,3}(?:本篇?文章?(?:共|约)?\s?\d+\s?字[，,]\s?(?:阅读|读完)(?:大概|大约|约|共)?(?:需要|需)?\s?\d+\s?分钟|预计阅读时间|阅读(?:时长|时间)[:：约]|\d+ ?min(?:ute)?s? read$|Lesezeit:? |Reading time:? |Время чтения"
    rf"|(?:(?:temps|durée) de lecture|tiempo de lectura|tempo d[ie] (?:lettura|leitura)|lesezeit|lesedauer|leestijd|czas czytania|doba čtení|čas čtení|время на чтение|час читання|χρόνος ανάγνωσης|okuma süresi|thời gian đọc|waktu baca|lästid|lesetid|læsetid|olvasási idő|timp de citire|lukuaika|読了時間|読了目安|閱讀時間|읽는 시간|time to read)\s?[:：]?\s?(?:ca\.?|約|약|~)?\s?\d+\s?{_MINUTES}$"
    rf"|(?:この記事は)?(?:約|약|ca\.? |~)?\d{{1,3}}\s?{_MINUTES}\s?(?:(?:to|of|de|di|à|zum|για|na|на|til|att|süreli|で) ?)?(?:read(?:ing)?|lecture|lectura|leitura|lettura|lesezeit|lesen|leestijd|lezen|leeswerk|czytania|čtení|čítania|чтени[яе]|прочитать|читання|ανάγνωσης?|okuma(?: süresi)?|đọc|(?:waktu )?(?:mem)?baca|lästid|läsning|lesetid|læsetid|olvasás|de citit|citire|読めます。?|読了|읽기|閱讀|阅读)$)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\d{1,4} (?:thoughts?|comments?|responses?|replies|reactions?|Kommentare?|comentarios?|commentaires?|commenti|comentários?|комментари\w+)(?:$| (?:on|to|so far|zu|sur|en|su|em|к)\b ?[“\"«„:]?)",
    re.IGNORECASE,
)

_MOODS = re.compile(r"(?:(?:Love|Like|Haha|Funny|Wow|Sad|Angry|Surprised|Upvote) ?\d{1,5}(?:$| )){2,}")
_QUESTION = re.compile(
    r"(?:(?:Asked|Modified|Active|Viewed|asked|modified|active|viewed)(?: today| yesterday| (?:\d+ \w+, )?(?:\d+|an?) (?:second|minute|hour|day|month|year)s? ago| \d[\d.,]*[kKmM]? times?)(?:$| ))+"
    r"|\d[\d.,]*k?(?:(?: \d+|\d{1,5}) (?:gold|silver|bronze) badges?){1,3}"
)
_BRANCH = re.compile(
    r"[►▼▶▸▾] ?(?:\d{4}|[^\W\d]{3,10}(?: \d{4}| \d\d)?) ?\(\d{1,4}\)(?: [►▼▶▸▾] ?[^\W\d]{3,10} ?\(\d{1,4}\))*"
)


def counts(block: Block) -> bool:
    """How often a page was read, liked or discussed.

    Takes: 阅读(312) 评论(5)
    Takes: 跟贴 128
    Takes: 喜欢 (12)or分享 (0)
    Leaves: 阅读使人充实
    """
    return (
        block.size <= 80
        and (block.text[-1].isdigit() or block.text[-1] in COUNT_ENDS)
        and bool(_COUNTS.match(block.text))
    )


def player_time(block: Block) -> bool:
    """How far a recording has been played.

    Takes: 0:00 / 3:25
    Leaves: 0:00 起跑,3:25 冲线。
    """
    return block.size <= 16 and bool(_PLAYED.fullmatch(block.text))


def reading_time(block: Block) -> bool:
    """How long the page says that it takes to read.

    Takes: 本篇文章496字，阅读大概需要1分钟
    Takes: 9 minut čtení
    Takes: Temps de lecture : 6 min.
    Takes: この記事は約3分で読めます。
    Leaves: Le temps de lecture est un luxe.
    Leaves: 20 minuti di lettura prima di dormire bastano
    Leaves: 每天阅读十五分钟,一年可以读完二十本书。
    """
    return block.size <= 80 and bool(_READING_TIME.match(block.text))


def rating(block: Block) -> bool:
    """Stars, and how many gave them.

    Takes: ★★★★★ 4.87 from 61 votes
    Leaves: ★ 三条路线
    """
    return block.text.startswith(("★★", "☆☆", "⭐⭐", "★☆")) and block.size <= 60 and not block.stops


def comment_section(block: Block) -> bool:
    """How many answers follow.

    Takes: 2 thoughts on “The lamp room”
    Takes: 14 Comments
    Leaves: 2 thoughts on how to prune a pear tree before the frost comes.
    """
    return block.text[0].isdigit() and block.size <= 100 and not block.stops and bool(_ANSWERS.match(block.text))


def moods(block: Block) -> bool:
    """How many readers a local paper's article moved, and how.

    Gold: 0 of 2,124 pages' article lines.

    Takes: Love 0 Funny 3 Wow 1 Sad 0 Angry 12
    Leaves: Love 2
    Leaves: Funny 3 times over
    """
    return block.size <= 80 and bool(_MOODS.fullmatch(block.text))


def question_counts(block: Block) -> bool:
    """When a question was asked and how often it was seen; or the badges of who answered.

    Gold: 0 of 2,124 pages' article lines.

    Takes: Asked 5 years, 4 months ago Modified 2 years ago Viewed 12k times
    Takes: Viewed 1,204 times
    Takes: 1,234 3 gold badges 12 silver badges 34 bronze badges
    Leaves: Asked 5 years ago why he left, he said nothing.
    Leaves: 3 gold medals
    """
    return block.size <= 90 and not block.stops and bool(_QUESTION.fullmatch(block.text))


def archive_branch(block: Block) -> bool:
    """A branch of a blog's archive, to be opened or closed.

    Gold: 0 of 2,124 pages' article lines.

    Takes: ► 2019 (12)
    Takes: ▼ May (4)
    Leaves: ► Tap to open the menu (2)
    """
    return block.text[0] in "►▼▶▸▾" and block.size <= 90 and bool(_BRANCH.fullmatch(block.text))
