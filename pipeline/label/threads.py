"""Scene → what a forum and a comment section add: the lines around each post, bumps, the section itself."""

import re
from functools import lru_cache

from pipeline.dates import find_dates
from pipeline.edits import quotes
from pipeline.label.scene import Scene, Taken, heads_section
from pipeline.model import Block, Verdict

POST = Verdict("metadata", "post_header")
PROFILE = Verdict("metadata", "post_profile")
SIGNATURE = Verdict("boilerplate", "post_signature")
BUMP = Verdict("comment", "bump")
COMMENT = Verdict("comment", "comment_section")

POSTS = 2
"""So many lines of the form make a thread."""
MOST_COMMENTS = 0.8
"""Length of the comments, in lengths of the text above, up to which they are beside the matter."""
SHORT_POST = 1000
MOST_ANSWERS = 0.3
"""Likewise where the text above is so few columns: a question, and the answers are what people came for."""
PROFILES = 2
"""So many members' first days or numbers of posts, at least one of them a day, make a page a thread."""
LONGEST_IN_PROFILE, PROFILE_LINES, SIGNATURE_LINES = 44, 14, 4
"""Columns of a line beside a post, such lines above its date, and lines of a signature."""
LONGEST_SIGNATURE = 200
"""Columns of a signature below a rule; what is longer is a post's second part."""
SHORTEST_TOPIC = 20
"""Columns of a thread's title that is told from a member's name."""
LONGEST_BUMP = 26
"""Columns: `谢谢分享`, `+1`, `mark`; an answer is longer."""

_DATE = r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[-/]\d{1,2}\s+\d{1,2}:\d{2}|\d{1,2}(?:小时|分钟|天|個月|个月|小時|分鐘)前|(?:昨天|前天|今天)|\d{1,2} (?:hours?|days?|minutes?|weeks?|months?) ago|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}\.? [^\W\d]{3,12} \d{4})"
_FLOOR = (
    r"(?:楼主|樓主|沙发|沙發|板凳|地板|地毯|地下室|\d{1,4}\s?[楼樓#]|#\d{1,4}|第\s?\d{1,4}\s?[楼樓]|B\d{1,4}|\d{1,4}F)"
)
_POST = re.compile(
    rf"(?:{_FLOOR}[\s　:：|·]*.{{0,60}}?{_DATE}|.{{1,30}}?\s*(?:发表于|發表於|回复于|回覆於|评论于|於|says?|wrote|schrieb|a écrit|написал\w*)[\s　:：]*(?:on |at |am |le )?{_DATE}.{{0,40}}"
    rf"|.{{1,40}} (?:says|said|wrote|schreibt|sagt|dit|dice|пишет|says on .{{1,40}})\s?[:：]$|{_FLOOR}[\s　:：|]*\S{{1,24}}$|(?:回覆者|作者|用户|網友|网友)[:：]\S{{1,20}}.{{0,10}}{_DATE}|Posts: \d+|Joined: .{{4,30}}$)",
)


def posts(scene: Scene, taken: Taken) -> Taken:
    """The line over each post of a thread, and posts that only bump it."""
    headers = [
        index
        for index, block in enumerate(scene.blocks)
        if index not in taken and scene.free(index) and _is_header(block)
    ]
    if len(headers) < POSTS:
        return {}
    found: Taken = dict.fromkeys(headers, POST)
    for place, header in enumerate(headers[1:], 1):
        end = headers[place + 1] if place + 1 < len(headers) else header + 2
        post = [index for index in range(header + 1, min(end, len(scene.blocks))) if index not in taken]
        if post and all(scene.blocks[index].size <= LONGEST_BUMP for index in post) and len(post) <= 2:
            found |= dict.fromkeys((header, *post), BUMP)
    return found


def _is_header(block: Block) -> bool:
    return block.size <= 120 and not block.stops and _heads_post(block.text)


@lru_cache(maxsize=4096)
def _heads_post(text: str) -> bool:
    """Kept, for a page's lines are asked again in every round."""
    return _DIGIT.search(text) is not None and _POST.match(text) is not None


def comments(scene: Scene, taken: Taken) -> Taken:
    """A comment section: from its heading on, if its tools, names or dates show that it is one."""
    found: Taken = {}
    looked = 0
    for index, sight in enumerate(scene.sights):
        if sight is None or sight.verdict.reason != "comment" or not sight.opens or index < looked:
            continue
        if index <= scene.first or heads_section(scene, index):
            continue
        looked = _end_of_comments(scene, taken, index)
        section = range(index, looked)
        signs = sum(1 for near in section if near > index and _is_sign(scene, near))
        sentences = [near for near in section if scene.prose[near]]
        if len(sentences) > signs * 2 or _is_matter(scene, taken, index, sentences):
            continue
        for near in section:
            other = scene.sights[near]
            if near not in taken and (other is None or other.verdict.reason in ("comment", "generated")):
                found[near] = COMMENT if other is None else other.verdict
    return found


def _end_of_comments(scene: Scene, taken: Taken, index: int) -> int:
    end = index + 1
    while end < len(scene.blocks) and not _ends_comments(scene, taken, end):
        end += 1
    return end


def _is_sign(scene: Scene, index: int) -> bool:
    """A tool, a post's header, or somebody's name."""
    sight, block = scene.sights[index], scene.blocks[index]
    return (sight is not None and sight.verdict.reason == "comment") or _is_header(block) or _is_named(block)


def _is_matter(scene: Scene, taken: Taken, index: int, sentences: list[int]) -> bool:
    """Where the answers outweigh what they answer, the page is a thread and they are its matter."""
    before = sum(scene.blocks[near].size for near in range(index) if scene.prose[near] and near not in taken)
    answers = sum(scene.blocks[near].size for near in sentences)
    return answers > (MOST_COMMENTS if before >= SHORT_POST else MOST_ANSWERS) * before


_DIGIT = re.compile(r"\d")
_NAMED = re.compile(r"[\w\u4e00-\u9fff·]{2,14}\s?[:：]\s?\S")


def _is_named(block: Block) -> bool:
    """`不吃香菜：看到那里笑出声`."""
    return _NAMED.match(block.text) is not None


def _ends_comments(scene: Scene, taken: Taken, index: int) -> bool:
    verdict = taken.get(index)
    if verdict is not None and verdict.reason == "related":
        return True
    sight = scene.sights[index]
    return sight is not None and sight.verdict.rule in (
        "copyright_line",
        "licence_number",
        "glue_marker",
        "breadcrumb",
    )


_JOINED = (
    r"(?:зарегистрирован|регистрация|joined|registered|join date|member since|registriert(?: seit)?|dabei seit|mitglied seit"
    r"|inscription|inscrite?(?: le)?|enregistrée? le|registrado(?: en| em)?|miembro desde|fecha de ingreso|registrato(?: il)?"
    r"|iscritt[oa](?: il)?|iscrizione|membro d[ae]l?(?:sde)?|geregistreerd(?: op)?|lid geworden op|lid sinds|rejestracja"
    r"|dołączył\(?a?\)?|registrace|založen|registrován|registrerad|blev medlem|tilmeldt|registrert|liittynyt|csatlakozott"
    r"|înregistrat|kayıt(?: tarihi)?|katılım(?: tarihi)?|зареєстрований|з нами з|εγγραφή|tham gia(?: ngày)?|bergabung"
    r"|登録日|가입일|注册时间|註冊時間|加入日期|注册日期|註冊日期)"
)
_POSTS = (
    r"(?:сообщени[йя]|posts?|messages?|beiträge|mensajes|messaggi|mensagens|berichten|posty|wpisy|příspěvk[yů]|inlägg|indlæg"
    r"|innlegg|viestit?|viestejä|hozzászólások|mesaje|mesajlar?|mesaj sayısı|повідомлен\w+|δημοσιεύσεις|(?:số )?bài viết"
    r"|postingan|投稿数|発言数|帖子)"
)
_FROM = (
    r"(?:откуда|location|wohnort|herkunft|localisation|ubicación|località|localização|locatie|woonplaats|lokalizacja|skąd"
    r"|miejscowość|bydliště|paikkakunta|konum|звідки|τοποθεσία|nơi ở|lokasi|所在地)"
)
_SUBJECT = (
    r"(?:заголовок (?:сообщения|повідомлення)|post subject|betreff des beitrags|sujet du message|título del mensaje"
    r"|oggetto del messaggio|assunto da mensagem|tytuł postu|temat postu|předmět příspěvku|hozzászólás témája"
    r"|viestin otsikko|berichtonderwerp|onderwerp bericht|inläggsrubrik|mesaj konusu|mesaj başlığı|文章主題)"
)
_FIELD = re.compile(
    rf"(?:(?P<joined>{_JOINED})|(?P<posts>{_POSTS})|(?P<place>{_FROM})|(?P<subject>{_SUBJECT}))\s?[:：]\s?(?P<value>.*)$",
    re.IGNORECASE,
)
_RULE = re.compile(r"_{5,}|-{2}|—{3,}")
_TO_TOP = frozenset({"navigation_words", "navigation_line"})


def profiles(scene: Scene, taken: Taken) -> Taken:
    """What a forum prints beside each post of its writer: first day, number of posts, place; the post's day; signatures.

    Only where the page is a thread, told by its members' first days. What stands above a post as far as the last
    button is the forum's, too: the writer's name and rank.
    """
    fields = _fields(scene)
    told = [kind for kind, _ in fields.values()]
    if "joined" not in told or told.count("joined") + told.count("posts") < PROFILES:
        return {}
    found: Taken = {}
    for index, (kind, end) in fields.items():
        found |= dict.fromkeys(range(index, end), PROFILE)
        if kind != "place":
            found |= dict.fromkeys(_above_post(scene, index, found), PROFILE)
    for index, block in enumerate(scene.blocks):
        if index not in found and index > min(fields) and _is_moment(block) and not scene.prose[index]:
            found |= dict.fromkeys(_above_post(scene, index, found), PROFILE)
            found[index] = POST
    values = {near for index, (_, end) in fields.items() for near in range(index, end)}
    found |= {index: POST for index in found if index not in values and _is_moment(scene.blocks[index])}
    found |= _signatures(scene, found)
    return {index: verdict for index, verdict in found.items() if index not in taken}


def _fields(scene: Scene) -> dict[int, tuple[str, int]]:
    """Each labelled line of a profile: what it tells, and behind which block its value ends."""
    found: dict[int, tuple[str, int]] = {}
    for index, block in enumerate(scene.blocks):
        field = _FIELD.match(block.text) if block.size <= 2 * LONGEST_IN_PROFILE + 40 else None
        if field is None:
            continue
        end = index + 1
        value = field["value"]
        if not value and end < len(scene.blocks) and scene.blocks[end].size <= LONGEST_IN_PROFILE:
            value, end = scene.blocks[end].text, end + 1
        kind = next(name for name in ("joined", "posts", "place", "subject") if field[name] is not None)
        if kind == "joined" and not find_dates(value, day_first=True):
            continue
        if kind == "posts" and not value.replace(".", "").replace(",", "").replace(" ", "").isdecimal():
            continue
        if value:
            found[index] = (kind, end)
    return found


def _is_moment(block: Block) -> bool:
    """A day with the hour, and hardly more."""
    if block.size > LONGEST_IN_PROFILE or block.stops:
        return False
    dates = find_dates(block.text, day_first=True)
    return len(dates) == 1 and "T" in dates[0].iso


def _above_post(scene: Scene, index: int, found: Taken) -> range:
    """The short lines right above, as far as the last button that leads to the page's top, or the last of a profile.

    Where no such button stands there, as far as the highest line that is known for a button.
    """
    start = known = index
    for near in range(index - 1, max(-1, index - 1 - PROFILE_LINES), -1):
        block, sight = scene.blocks[near], scene.sights[near]
        if near in found or (sight is not None and sight.verdict.rule in _TO_TOP and not sight.edge):
            return range(near + 1, index)
        if block.size > LONGEST_IN_PROFILE or block.stops or _is_topic(scene, block):
            break
        start = near
        known = near if sight is not None else known
    return range(known if start < index else index, index)


def _is_topic(scene: Scene, block: Block) -> bool:
    """Whether a line may be the thread's title: another line holds it, `Re:` or the forum's name with it."""
    return block.size >= SHORTEST_TOPIC and any(
        block.key in other.key and other is not block for other in scene.blocks[: scene.last + 1]
    )


def letters(scene: Scene, taken: Taken) -> Taken:
    """The signature of a letter that answers another: below `--`, a few lines, down to the frame or the page's end."""
    rules = [index for index, block in enumerate(scene.blocks) if block.text == "--" and index > scene.first]
    if not rules or not any(block.text[-1] in ":：" and quotes(block.text) for block in scene.blocks):
        return {}
    found: Taken = {}
    for rule in rules:
        end = rule + 1
        while end < len(scene.blocks) and end not in taken and scene.free(end) and not scene.prose[end]:
            end += 1
        behind = end == len(scene.blocks) or not scene.prose[end]
        if behind and 1 < end - rule <= SIGNATURE_LINES + 1:
            found |= dict.fromkeys(range(rule, end), SIGNATURE)
    return found


def _signatures(scene: Scene, found: Taken) -> Taken:
    """What stands between a rule and the button to the top, and what stands right above such buttons more than once."""
    ends = [
        index
        for index, sight in enumerate(scene.sights)
        if sight is not None and sight.verdict.rule in _TO_TOP and not sight.edge and index > scene.first
    ]
    signed: Taken = {}
    last = [scene.blocks[end - 1].key for end in ends]
    for end in ends:
        rule = next(
            (
                at
                for at in range(end - 1, max(0, end - 2 - SIGNATURE_LINES), -1)
                if _RULE.fullmatch(scene.blocks[at].text)
            ),
            None,
        )
        if rule is not None and sum(scene.blocks[at].size for at in range(rule, end)) <= LONGEST_SIGNATURE:
            signed |= dict.fromkeys(range(rule, end), SIGNATURE)
        elif (
            last.count(scene.blocks[end - 1].key) > 1 and not {end - 1, end - 2} & found.keys() and scene.free(end - 1)
        ):
            signed[end - 1] = SIGNATURE
    return signed
