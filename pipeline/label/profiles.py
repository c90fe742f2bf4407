"""Scene → what a forum prints beside each post of its writer, and signatures below posts and letters."""

import re

from pipeline.dates import find_dates
from pipeline.edits import quotes
from pipeline.label.scene import Scene, Taken
from pipeline.label.threads import POST, SIGNATURE
from pipeline.model import Block, Verdict

PROFILE = Verdict("metadata", "post_profile")

PROFILES = 2
"""So many members' first days or numbers of posts, at least one of them a day, make a page a thread."""
LONGEST_IN_PROFILE, PROFILE_LINES, SIGNATURE_LINES = 44, 14, 4
"""Columns of a line beside a post, such lines above its date, and lines of a signature."""
LONGEST_SIGNATURE = 200
"""Columns of a signature below a rule; what is longer is a post's second part."""
SHORTEST_TOPIC = 20
"""Columns of a thread's title that is told from a member's name."""

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
        labelled = block.size <= 2 * LONGEST_IN_PROFILE + 40 and (":" in block.text or "：" in block.text)
        field = _FIELD.match(block.text) if labelled else None
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
    mailed = any(verdict.rule == "mail_head" for verdict in taken.values())
    if not rules or not (mailed or any(block.text[-1] in ":：" and quotes(block.text) for block in scene.blocks)):
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
