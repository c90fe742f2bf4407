"""Rules for what a site asks of its readers, in one line: to subscribe, to follow it elsewhere, to pay for it.

Every rule reads one block; `Takes` and `Leaves` are tested. A call begins with its verb and names what it is for,
in some languages the other way round; a sentence that only speaks of letters, channels and gifts does neither.
"""

import re

from pipeline.model import Block
from pipeline.shapes import marker

LONGEST_CALL, LONGEST_PROMISE = 170, 110
"""Columns of a call, and of a promise."""

Calls = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
"""How a call begins, and what it names, any one of these, behind; a row a language or a group of like ones."""

_LETTERS: Calls = (
    (
        ("save this recipe", "get five", "get our", "get new recipes", "get recipes", "sign up", "want to save this"),
        ("enter your email", "we'll send it", "we’ll send it", "bakers. subscribe", "readers. subscribe", "every month!", "free bulletin", "bulletin, ", " mornings a week", "to your inbox"),
    ),
    (
        ("did you make this", "made this recipe", "tried this recipe", "if you make this", "if you tried this"),
        ("tag @", "tag me", "on instagram", "let me know in the comments", "leave a comment", "rate it", "star rating", "hashtag"),
    ),
    (
        ("subscribe", "sign up", "sign me up", "register", "join", "get", "receive", "want more", "never miss", "don't miss", "don’t miss", "enjoyed this", "like this"),
        ("our newsletter", "our free newsletter", "our weekly newsletter", "our daily newsletter", "your inbox", "’s newsletter", "'s newsletter", "our mailing list", "the newsletter", "free newsletter", "our email list", "daily newsletter", "weekly newsletter", "morning newsletter", "breaking news alerts", "our e-newsletter", " for $", " for £", " for €", "our emails"),
    ),
    (
        ("abonnieren sie", "abonniere", "abonniert", "melden sie sich", "melde dich", "jetzt abonnieren", "jetzt anmelden", "erhalten sie", "erhalte", "bestellen sie", "kein artikel", "immer informiert", "verpassen sie"),
        ("newsletter", "postfach", "whatsapp", "telegram", "push-", " abo", "posteingang", "rundbrief"),
    ),
    (
        ("abonnez-vous", "abonne-toi", "inscrivez-vous", "inscris-toi", "recevez", "reçois", "ne manquez", "ne ratez", "je m'inscris", "je m’inscris", "s'inscrire", "s’inscrire", "s'abonner", "s’abonner"),
        ("newsletter", "infolettre", "lettre d", "boîte mail", "boite mail", "boîte de réception", "par mail", "par e-mail", "par email", "courriel", "whatsapp", "telegram", "notre lettre", "alertes"),
    ),
    (
        ("suscríbete", "suscríbase", "suscribite", "suscribete", "regístrate", "recibe", "recibí", "reciba", "quieres recibir", "querés recibir", "quiere recibir", "apúntate", "no te pierdas", "inscríbete", "únete", "sumate", "súmate"),
        ("newsletter", "boletín", "boletin", "correo", "whatsapp", "telegram", "alertas", "nuestro canal", "nuestras noticias", "bandeja"),
    ),
    (
        ("iscriviti", "iscrivetevi", "ricevi", "vuoi ricevere", "abbonati", "registrati", "non perdere", "resta aggiornato"),
        ("newsletter", "e-mail", "email", "whatsapp", "telegram", "canale", "mailing list", "posta"),
    ),
    (
        ("inscreva-se", "inscreve-te", "assine", "subscreva", "cadastre-se", "receba", "recebe", "quer receber", "participe", "entre no", "entre para", "clique aqui e"),
        ("newsletter", "e-mail", "email", "whatsapp", "telegram", "canal", "notícias no seu", "boletim", "grupo"),
    ),
    (
        ("zapisz się", "zapisz sie", "podpisz się", "subskrybuj", "otrzymuj", "chcesz otrzymywać", "dołącz", "bądź na bieżąco", "zamów"),
        ("newsletter", "biuletyn", "skrzynk", "e-mail", "powiadomie", "kanał", "whatsapp", "facebook", "prenumerat"),
    ),
    (
        ("подпишитесь", "подпишись", "подписывайтесь", "подписывайся", "подписаться", "получайте", "хотите получать", "оформите", "оформи"),
        ("рассылк", "новост", "почт", "канал", "telegram", "телеграм", "дзен", "вконтакте", "youtube", "уведомлен", "подписку", "наш", "max", "whatsapp", "viber"),
    ),
    (
        ("підпишіться", "підписуйтесь", "підписуйтеся", "підпишись", "отримуйте", "читайте нас", "долучайтесь"),
        ("розсилк", "новин", "пошт", "канал", "telegram", "телеграм", "facebook", "google", "наш", "viber"),
    ),
    (
        ("εγγραφείτε", "εγγραφή", "γίνετε", "γίνε", "λάβετε", "θέλετε να λαμβάνετε"),
        ("newsletter", "ενημερωτικ", "δελτίο", "email", "e-mail", "κανάλι", "viber", "συνδρομητ"),
    ),
    (
        ("schrijf je in", "schrijf u in", "meld je aan", "meld u aan", "ontvang", "abonneer", "mis niets"),
        ("nieuwsbrief", "inbox", "mailbox", "e-mail", "whatsapp", "push"),
    ),
    (
        ("přihlaste se", "přihlásit", "odebírejte", "chcete dostávat", "dostávejte", "předplaťte", "prihláste sa", "odoberajte"),
        ("newsletter", "e-mail", "novin", "zpráv", "odběr", "kanál", "přehled", "správ"),
    ),
    (
        ("anmäl dig", "prenumerera", "få nyhet", "missa inte", "tilmeld dig", "få nyhe", "modtag", "meld deg på", "meld deg", "tilaa", "abonnér"),
        ("nyhetsbrev", "nyhedsbrev", "inkorg", "indbakke", "innboks", "uutiskirje", "mejl", "mail"),
    ),
    (
        ("iratkozz", "iratkozzon", "feliratkoz", "abonează-te", "abonați-vă", "abonaţi-vă", "înscrie-te", "prijavite se", "pretplatite se"),
        ("hírlevel", "newsletter", "e-mail", "buletin", "newsletteru", "bilten", "kanal"),
    ),
    (
        ("اشترك", "اشتركوا", "إشترك", "سجل", "انضم", "انضموا", "للاشتراك", "احصل"),
        ("النشرة", "نشرتنا", "بريدك", "البريد", "قناتنا", "قناة", "واتساب", "تلغرام", "تليغرام", "تليجرام", "يوتيوب"),
    ),
    (
        ("đăng ký", "đăng kí", "mời bạn", "nhận", "tham gia"),
        ("bản tin", "kênh youtube", "kênh zalo", "qua email", "nhận tin"),
    ),
    (
        ("daftar", "berlangganan", "dapatkan", "gabung", "ikuti", "simak breaking news"),
        ("newsletter", "buletin", "email", "whatsapp", "telegram", "saluran", "google news", "channel"),
    ),
)  # fmt: skip
_ELSEWHERE = (
    "facebook", "twitter", "instagram", "telegram", "whatsapp", "youtube", "google news", "google haberler", "google discover", "google новин", "google actualit", "google noticias", "google notícias", "linkedin", "tiktok", "bluesky", "mastodon", "viber", "pinterest", "threads", " on x", " rss", "vkontakte", "вконтакте", "телеграм", "телеграмм", "ютуб", "дзен", "одноклассник", "вайбер", "фейсбук", "max", "соцсет", "تلغرام", "تليجرام", "تليغرام", "تيليجرام", "واتساب", "فيسبوك", "تويتر", "يوتيوب", "انستغرام", "إنستغرام", "نبض", "التواصل", "zalo", "social media", "réseaux sociaux", "redes sociales", "redes sociais", "sozialen", "canal", "kanal", "kanał", "канал", "channel", "mediach społ", "apple news", "flipboard", "discord", "twitch",
)  # fmt: skip
_FOLLOWS: tuple[str, ...] = (
    "follow us", "follow our", "find us", "like us", "join us on", "join our", "connect with us", "keep up with us", "stay connected", "follow along",
    "folgen sie uns", "folge uns", "folgt uns", "finden sie uns", "besuchen sie uns auf", "jetzt folgen",
    "suivez-nous", "suivez nous", "suis-nous", "rejoignez-nous", "rejoignez nous", "retrouvez-nous", "retrouvez nous", "suivez l'actu", "suivez toute",
    "síguenos", "siguenos", "síganos", "seguinos", "sigue a", "sigue nuestro", "sigue toda", "siga a", "siga nuestro", "únete a", "seguimos en",
    "seguici", "seguiteci", "segui", "unisciti", "ci trovi",
    "siga-nos", "siga o", "siga a", "siga nosso", "siga nossas", "segue-nos", "siga-nos no", "acompanhe", "curta",
    "śledź nas", "obserwuj nas", "obserwuj", "polub nas", "znajdziesz nas", "dołącz do nas", "jesteśmy na", "bądź z nami",
    "следите за", "читайте нас", "мы в", "мы на", "присоединяйтесь", "присоединяйся", "вступайте", "добавьте", "наш telegram", "наш телеграм", "наши новости",
    "стежте за", "слідкуйте", "читайте нас", "приєднуйтесь", "приєднуйтеся", "ми в", "шукайте нас",
    "ακολουθήστε", "ακολούθησε", "ακολουθείστε", "βρείτε μας", "κάντε like", "διαβάστε μας", "μπείτε",
    "bizi takip", "bizi", "takip et", "google news", "whatsapp kanal", "telegram kanal",
    "volg ons", "volg", "vind ons", "sledujte nás", "sledujte", "sleduj nás", "najdete nás",
    "följ oss", "gilla oss", "følg oss", "følg os", "seuraa meitä", "kövess", "kövessen", "kövess minket", "csatlakozz", "urmăriți", "urmăreşte", "urmărește", "urmăriţi", "pratite nas",
    "تابعونا", "تابعنا", "تابعوا", "تابع", "لمتابعة", "لمتابعتنا", "انضموا", "انضم",
    "theo dõi", "mời bạn đọc", "mời độc giả", "ikuti kami", "ikuti", "gabung",
)  # fmt: skip
_PAYS: Calls = (
    (
        ("support local", "support independent", "support our", "support quality", "support the", "support us", "become a", "we are a", "we're a", "we’re a", "our journalism", "if you value", "if you enjoyed", "if you like", "if you found", "if you appreciate", "help us", "help keep", "please consider", "make a donation", "your support", "buy me a", "buy us a", "keep independent", "before you go", "this article is free", "since you"),
        ("journalism", "reader-funded", "reader-supported", "reader funded", "reader supported", "become a member", "becoming a member", "a member", "donat", "subscriber", "subscribing", "contribution", "a coffee", "patreon", "ko-fi", "paypal", "supporter"),
    ),
    (
        ("unterstützen sie", "unterstütze", "unterstützt", "gefällt ihnen", "hat ihnen", "hat dir", "werden sie", "werde"),
        ("journalismus", "spende", "mitglied", "paypal", "steady", "patreon", "abonnent", "redaktion"),
    ),
    (
        ("soutenez", "soutiens", "aidez-nous", "aidez nous", "faites un don", "vous aimez", "cet article vous a"),
        ("presse", "un don", "indépendan", "abonn", "rédaction", "notre média", "journalisme", "tipeee", "helloasso"),
    ),
    (
        ("apoya", "apóyanos", "apoyá", "hazte", "colabora", "ayúdanos", "si te gusta", "si te ha gustado"),
        ("periodismo", "socio", "socia", "suscri", "donación", "donativo", "independiente", "mecenas"),
    ),
    (
        ("sostieni", "sostienici", "aiutaci", "se ti è piaciuto", "diventa", "apoie", "ajude", "contribua", "ajuda-nos", "torne-se"),
        ("giornalismo", "informazione", "donazione", "indipendente", "sostenitore", "socio", "jornalismo", "doação", "doe ", "independente", "assinante", "apoiador", "pix"),
    ),
    (
        ("wesprzyj", "wspieraj", "wspomóż", "postaw", "zostań", "pomóż nam"),
        ("dziennikarstw", "kaw", "patron", "zbiórk", "redakcj", "darowizn", "niezależn", "portal"),
    ),
    (
        ("поддержите", "поддержать", "поддержи", "станьте", "помогите", "понравил", "підтримайте", "підтримати", "станьте"),
        ("наш проект", "редакц", "издани", "журналист", "донат", "patreon", "бусти", "boosty", "рублём", "рублем", "спонсор", "видання", "журналіст", "нас ", "проєкт"),
    ),
    (
        ("στηρίξτε", "υποστηρίξτε", "στήριξε", "steun", "word lid", "word vriend", "word donateur", "podpořte", "podporte", "stöd", "bli medlem", "støt", "støtt", "destek", "támogass", "susține"),
        ("δημοσιογραφ", "ενημέρωσ", "συνδρομ", "ανεξάρτητ", "journalistiek", "donat", "onze", "novinařin", "žurnalist", "redakc", "nezávisl", "novinár", "journalistik", "swish", "medlem", "journalisme", "gazetecilik", "olun", "újságírás", "jurnalism"),
    ),
)  # fmt: skip
_ENDS = (
    "takip edin", "takip edebilirsiniz", "abone olun", "abone ol", "kanalımıza katılın", "bültenimize kaydolun", "bültenimize abone olun", "bize katılın",
    "구독하기", "구독하세요", "구독해 주세요", "구독해주세요", "팔로우하기", "팔로우하세요", "채널 추가", "친구 추가", "채널추가", "친구추가", "후원하기", "후원해 주세요", "뉴스레터 신청", "뉴스레터 신청하기",
    "フォローする", "フォローしよう", "フォローはこちら", "フォローお願いします", "チャンネル登録", "チャンネル登録はこちら", "友だち追加", "友だち登録", "メルマガ登録", "メルマガ登録はこちら", "メールマガジン登録", "を購読する", "購読はこちら", "会員登録はこちら", "登録はこちら",
    "دنبال کنید", "عضو شوید", "ติดตามเรา", "फॉलो करें", "सब्सक्राइब करें", "जुड़ें",
)  # fmt: skip
_PROMISES = re.compile(
    r"\b(?:no spam|kein spam|pas de spam|sin spam|niente spam|sem spam|bez spamu|без спама|без спаму|geen spam|zero spam|χωρίς spam|spam yok)\b[,.!]?(?:$| ever\b| promise| unsubscribe| just | we | wir | nous | no | y |[,.!] )"
    r"|\b(?:unsubscribe|abmelden|désabonner|désinscrire|darte de baja|darse de baja|cancelar (?:a|tu|su|la) (?:inscrição|suscripción)|disiscri\w+|wypis\w+ się|отписаться|відписатися|uitschrijven|odhlásit) (?:at any ?time|any ?time|whenever|jederzeit|à tout moment|en cualquier momento|a qualquer momento|in qualsiasi momento|w każdej chwili|в любой момент|у будь-який момент|op elk moment|kdykoli)"
)  # fmt: skip
_OFFER = re.compile(
    r"(?:(?:sie sind |schon |bereits )(?:abonnent(?:in)?|plus-kunde|registriert|kunde|angemeldet)|already (?:a )?(?:subscriber|member|subscribed|registered)"
    r"|(?:vous êtes )?déjà abonnée?s?|¿ya (?:eres|es) (?:suscriptora?|soci[oa]|usuari[oa])|sei già (?:abbonato|registrato)|já é assinante"
    r"|(?:al|ben je al) (?:abonnee|lid)|masz już (?:subskrypcję|konto|prenumeratę)|уже (?:есть подписка|подписаны|подписчик)|redan prenumerant"
    r"|allerede abonnent|すでに会員|이미 (?:구독|회원))\s?\S{0,12}\s?[?？]"
    r"|(?:diesen artikel|alle artikel|alle inhalte) und (?:alle )?(?:weiteren )?.{0,24}(?:plus|\+).{0,20}(?:inhalte|artikel) lesen"
    r"|sie haben fragen zum abo\?|weiterlesen mit .{2,24}(?:plus|\+|abo)\b"
)
_FRONT = "¿¡\"“«„'[(*#>►▶→•👉🔔📩📧✉️📲✅❤⭐️ \u200b-–—"


def _heads(calls: Calls | tuple[str, ...]) -> frozenset[str]:
    """The first three characters of all openings: most lines begin with none of them."""
    return frozenset(
        opening[:3] for row in calls for opening in ((row,) if isinstance(row, str) else row[0]) if opening
    )


_LETTER_HEADS, _FOLLOW_HEADS, _PAY_HEADS = _heads(_LETTERS), _heads(_FOLLOWS), _heads(_PAYS)


def _begins(key: str, openings: tuple[str, ...]) -> bool:
    """Whether a line begins with one of these as a whole word."""
    if not key.startswith(openings):
        return False
    return any(key.startswith(opening) and not key[len(opening) : len(opening) + 1].isalnum() for opening in openings)


def _calls(key: str, calls: Calls) -> bool:
    return any(_begins(key, openings) and any(name in key for name in named) for openings, named in calls)


def newsletter_call(block: Block) -> bool:
    """A call to have the site's letters sent, or to buy its subscription.

    Takes: Sign up for our newsletter and get the week in five minutes.
    Takes: ¿Quieres recibir nuestras noticias en tu WhatsApp? Haz clic aquí
    Takes: Подписывайтесь на наш канал в Telegram
    Takes: Zapisz się do newslettera i bądź na bieżąco
    Leaves: Get the old newsletters out of the drawer and sort them by year.
    Leaves: Подписывайтесь на журнал до первого июня, советует библиотекарь.
    """
    if block.size > LONGEST_CALL:
        return False
    key = block.key.lstrip(_FRONT)
    if key[:3] not in _LETTER_HEADS or marker(block) is not None:
        return False
    return _calls(key, _LETTERS)


def follow_call(block: Block) -> bool:
    """A call to follow the site on other sites, or in a channel.

    Takes: Follow us on Facebook and Instagram for more.
    Takes: تابعونا على تلغرام لتصلكم الأخبار أولاً بأول
    Takes: Ακολουθήστε το Δελτίο στο Google News
    Takes: Haberler için bizi Google News'te takip edin
    Takes: YouTubeでフォローする
    Leaves: Follow us through the marsh and you will see the old lock.
    Leaves: Мы в музее, и свет уже погас.
    """
    if block.size > LONGEST_CALL:
        return False
    key = block.key.lstrip(_FRONT)
    if block.size <= LONGEST_CALL // 2 and key.rstrip(" .!！。>→»").endswith(_ENDS):
        return not key[:1].isdigit()
    if key[:3] not in _FOLLOW_HEADS or marker(block) is not None:
        return False
    return _begins(key, _FOLLOWS) and any(name in key for name in _ELSEWHERE)


def support_call(block: Block) -> bool:
    """A call to pay for what one reads: to give, to become a member, to support the paper.

    Takes: Support local journalism. Subscribe to The Calder Sentinel for $1 a month.
    Takes: We are a reader-funded magazine. If you enjoyed this piece, please consider becoming a member.
    Takes: Soutenez une presse indépendante : faites un don
    Takes: Wesprzyj nas i postaw nam kawę
    Leaves: Support the beam with a jack before you cut.
    Leaves: Wesprzyj nogę na poduszce.
    """
    if block.size > LONGEST_CALL:
        return False
    key = block.key.lstrip(_FRONT)
    if key[:3] not in _PAY_HEADS or marker(block) is not None:
        return False
    return _calls(key, _PAYS)


def letter_promise(block: Block) -> bool:
    """That a letter comes without spam, and how to be rid of it.

    Takes: One long read, every Sunday. No spam, ever.
    Takes: Sie können sich jederzeit wieder abmelden. Kein Spam!
    Leaves: No spam filter of that year would have stopped the letters that the bank was sent.
    """
    return block.size <= LONGEST_PROMISE and bool(_PROMISES.search(block.key))


def subscriber_offer(block: Block) -> bool:
    """What a paywall says to those who pay, and to those who could.

    Takes: Bereits Abonnent? Hier anmelden.
    Takes: Déjà abonné ? Se connecter
    Takes: Diesen Artikel und alle weiteren Plus-Inhalte lesen Sie vier Wochen lang für 1 Euro.
    Takes: ¿Ya eres suscriptor? Inicia sesión
    Takes: Sie haben Fragen zum Abo? Unser Kundenservice hilft Ihnen werktags von 8 bis 17 Uhr.
    Leaves: Bereits Abonnenten der ersten Stunde klagten über das Papier.
    Leaves: Alle Inhalte lesen Sie im zweiten Band, der für einen Euro zu haben ist.
    """
    return block.size <= LONGEST_CALL and _OFFER.match(block.key) is not None


CALLS = (newsletter_call, follow_call, support_call, letter_promise, subscriber_offer)

EDGE = frozenset({"support_call", "letter_promise"})
"""Believed only outside the article's running text, or beside other removed lines."""
