"""Rules for what stands between an article's lines and is not its author's: prices of shops, credits, badges.

Every rule reads one block; `Takes` and `Leaves` are tested.
"""

import re

from pipeline.model import Block

_PRICE = r"(?:(?:USD|US|AU|CA|NZ|EUR|GBP|CHF|R)?\s?[$£€¥₹]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|EUR|zł|Kč|kr|₽|руб\.?|TL|лв))"
_SHOP = r"[^.:;!?\d][^.:;!?]{0,28}(?:\.(?:com|de|fr|it|es|pl|ru|nl|co\.uk|co\.jp))?"
_AT_SHOP = re.compile(
    rf"{_PRICE}(?:\s{_PRICE})?\s(?:at|from|bei|chez|en|presso|su|w|na|в|на|bij|hos) {_SHOP}$"
    rf"|(?:check|see|view|compare|get)(?: the)?(?: latest| best| current| lowest| today’s| today's)? (?:prices?|deals?|offers?)(?:$| (?:at|on|from) {_SHOP}$)"
    r"|.{2,20}で価格を見る$",
    re.IGNORECASE,
)
_SHOP_BUTTON = re.compile(
    rf"(?:buy|shop|order|view|available|see it)(?: it)?(?: now| today)? (?:at|from|on) {_SHOP}$"
    rf"|(?:jetzt )?(?:bei|auf) {_SHOP} (?:kaufen|bestellen|ansehen|anschauen)$|(?:zum angebot|zum besten preis|preis prüfen|preis anzeigen|preise vergleichen)(?:$| (?:bei|auf) {_SHOP}$)"
    rf"|(?:voir (?:l[’']offre|le prix|les prix)|acheter|comparer les prix)(?:$| (?:sur|chez) {_SHOP}$)|(?:ver (?:la |el )?(?:oferta|precio|preço)|comprar)(?:$| (?:en|na|no) {_SHOP}$)"
    rf"|(?:vedi (?:l[’'])?(?:offerta|prezzo)|acquista|compra)(?:$| (?:su|da) {_SHOP}$)|(?:sprawdź cenę|zobacz ofertę|kup teraz)(?:$| (?:w|na) {_SHOP}$)"
    rf"|(?:узнать цену|посмотреть цену|смотреть цены|купить)(?:$| (?:на|в) {_SHOP}$)|(?:fiyatı gör|bekijk (?:de )?(?:prijs|aanbieding))(?:$| (?:op|bij) {_SHOP}$)"
    r"|.{2,20}で(?:見る|購入(?:する)?|探す|価格を見る|詳細を見る)$",
    re.IGNORECASE,
)
_FULL_REVIEW = re.compile(
    r"\W{0,3}(?:read|see)(?: our|(?= full story| full review)) (?:full|complete|in-depth|detailed|original|hands-on|long-term) (?:.{2,60} )?(?:review|story|interview|profile)(?: here| now)?\W{0,4}$"
    r"|\W{0,3}(?:lesen sie|lies|hier geht es|hier geht’s|zum) .{0,20}(?:ausführlichen?|vollständigen?|kompletten?|ganzen?) .{0,50}(?:test|artikel|bericht|interview|beitrag)\b[^.]{0,30}\.?$"
    r"|\W{0,3}(?:lire|lisez|voir|découvrez) (?:notre|le|l[’']) ?(?:test|avis|article|critique|dossier|entretien)[^.]{0,40}(?:complet|complète|intégral|détaillé)e?[^.]{0,50}\.?$"
    r"|\W{0,3}(?:lee|leer|leggi|leia|ler|vea)(?: la| el| il| a| o| nuestro| nuestra| nosso| nossa| nostra)? .{0,14}(?:review|reseña|análisis|recensione|análise|articolo|artículo|artigo|entrevista|intervista)[^.]{0,24}(?:complet[oa]|íntegr[oa])[^.]{0,50}\.?$"
    r"|\W{0,3}(?:читать|читайте) (?:полный|полную|весь) (?:обзор|текст|интервью|статью|материал)[^.]{0,50}\.?$|\W{0,3}(?:przeczytaj|czytaj|zobacz) (?:cały|całą|pełny|pełną|pełen|naszą pełną|nasz pełny) (?:test|recenzję|artykuł|wywiad|tekst)[^.]{0,50}\.?$",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"\(?(?:(?:photo|photograph|photography|image|picture|photo credit|image credit|picture credit|featured image|header image|cover photo|photos|images|credit|credits"
    r"|fot|foto|fotos|fotografía|fotografia|fot\. główna|imagen|imagem|foto di|foto de|zdj|zdjęcie|zdjęcia|crédits?|crédits? photos?|photo d[’']illustration|bild|bilder|titelbild|foto’s|kuva|kuvat|fotó|kép|ilustrační foto"
    r"|фото|фотография|снимок|світлина|иллюстрация|ảnh|ảnh minh họa|φωτογραφία|φωτογραφίες|φωτό|φωτ|πηγή φωτογραφίας|fotoğraf|görsel|صورة|الصورة|تصوير|عدسة|写真|写真提供|撮影|画像|사진|사진제공)\s?[.:：=/]{1,2}"
    r"|(?:photo|photograph|image|picture|photos|photography|illustration) (?:by|courtesy of|courtesy|credit)|foto von|photo de|foto di|foto van|foto av)"
    r"\s?(?P<who>[^:：!?]{2,60})\)?$",
    re.IGNORECASE,
)
_NO_CREDIT = re.compile(
    r"[.。]\s|[。،؛;]|\b(?:gallery|galerie|galería|from the|how|what|why|the best|most|of the (?:day|week|year))\b|\.\w{3,4}$",
    re.IGNORECASE,
)
_CREDITED_BEHIND = re.compile(r"[.)»”\"’?!…\d\w] ?[(/–-]? ?(?:Ảnh|Fot\.) ?[:/] ?[A-ZА-ЯЁΑ-ΩĐÁÉÍÓÚÖÜ][^.:]{1,40}[).]?$")
_CAPTIONED = re.compile(
    r"(?:légende photo|bildunterschrift|pie de foto|didascalia|legenda|image caption|photo caption|media caption|подпись к фото|подпись к изображению)\s?[:：]|[【［\[](?:写真|動画|画像|사진)[】］\]]"
)
_BADGES = re.compile(r"(?:\d[\d,.]*k?\s)?(?:\d[\d,]* (?:gold|silver|bronze) badges?[\s,]*){1,3}$", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:^|\s)[–—] ?\S.{0,30} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:,? (?:\d{4}|[’']\d\d))? at \d{1,2}:\d\d(?: ?(?:add a comment|reply))?$",
    re.IGNORECASE,
)
_SORTED = re.compile(
    r"(?:sort(?:ed)? by|sortieren nach|sortiert nach|trier par|trié par|ordenar por|ordina per|sortuj|sortowanie|сортировка|сортировать|sırala|sorteer op|řadit podle|ταξινόμηση|sắp xếp)\b\s?[:：]?(?: .{0,40})?$"
)
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d\d$")
_COUNT = re.compile(r"\d{1,3}(?:[.,\xa0 ]\d{1,3})*\s?(?:[kKmM]|тыс\.?|тис\.?|mil|tys\.?|bin|rb)?$")
_WIRE = re.compile(r"SOURCE:? [A-Z0-9][^.:?!]{1,70}(?:\.|, (?:Inc|Ltd|LLC|Corp|Co|S\.A|plc)\.?)?$")
_FILED = re.compile(
    r"(?:filed under|filed in|posted in|published in|tagged(?: with| as| under)?|categori[sz]ed (?:as|under)|found in|eingeordnet unter|abgelegt unter|veröffentlicht (?:in|unter)|verschlagwortet mit|classé dans|publié dans|publicado en|archivado en|etiquetado como|pubblicato in|archiviato in|publicado em|arquivado em|opublikowano w|zaszufladkowano do kategorii|рубрика|рубрики|опубликовано в|kategori|geplaatst in|gepubliceerd in|zveřejněno v|publicerat i|udgivet i|κατηγορία|κατηγορίες)\s?[:：]? ?(?P<what>[^.!?]{2,80})$"
)


def price_at_shop(block: Block) -> bool:
    """What a thing costs in which shop, or where it says so.

    Takes: $34.95 at Summit Supply
    Takes: CHECK PRICE AT GEARBARN
    Leaves: $34.95 at Summit Supply: the cheapest of the five, and the only one that leaks.
    """
    return block.size <= 60 and not block.stops and bool(_AT_SHOP.match(block.text))


def shop_button(block: Block) -> bool:
    """A button that leads to a shop.

    Takes: Bei Bergkauf ansehen
    Takes: Comprar en Tienda Azul
    Leaves: Buy from farms you can visit.
    """
    return block.size <= 60 and (not block.stops or block.text[-1] == "!") and bool(_SHOP_BUTTON.match(block.text))


def full_review(block: Block) -> bool:
    """Where the whole review or story stands.

    Takes: Read our full Norbeck Ember review.
    Takes: Lire notre test complet du réchaud Brasero
    Leaves: Read our full list of ingredients before you begin, and weigh the salt.
    """
    return block.size <= 120 and bool(_FULL_REVIEW.match(block.text))


def photo_credit(block: Block) -> bool:
    """Who took a picture, and nothing else.

    Takes: fot. Kamil Strzyżewski
    Takes: Фото: архив редакции
    Takes: Photo: Ida Holm / Getty Images
    Leaves: Photos: the ten largest locks of the canal
    Leaves: Photo by photo, she learned the names of the birds.
    """
    if block.size > 90 or (block.stops and block.text[-1] in "?!。") or block.text[:1] == "/":
        return False
    found = _CREDITED.match(block.text)
    if found is None or (found["who"][:2] in ("//", "by") and len(found["who"]) < 5):
        return False
    who = found["who"].rstrip(". ")
    named = (
        who[:1].isupper() or not who[:1].isascii() or who.startswith(("archiv", "архив", "arch", "mat.", "www", "@"))
    )
    return named and who.count(" ") <= 7 and not _NO_CREDIT.search(who)


def captioned(block: Block) -> bool:
    """A picture's caption, told by its label or by the credit at its end.

    Takes: Ông Đước rải vỏ ốc trên bãi bồi. Ảnh: Hoàng Lụa
    Takes: Légende photo : le four de 1904
    Takes: 【写真】番台に座る生徒たち＝13日
    Leaves: She sold the photo: Getty paid forty pounds for it.
    """
    text = block.text
    if block.size > 200:
        return False
    if text[0] not in "【［[":
        text = text[:20].lower() + text[20:]
    credited = ("Ảnh" in text or "Fot." in text) and _CREDITED_BEHIND.search(text) is not None
    return credited or (text[0] in "lbpdimп【［[" and _CAPTIONED.match(text) is not None)


FEWEST_SEARCHES, LONGEST_SEARCHES = 4, 200
LONGEST_POINTER = 80
"""Columns."""
_WAITS_BELOW = re.compile(
    r"(?:广告|廣告)?\s?[（(]\s?(?:请|請)?(?:继续|繼續)(?:往下)?(?:阅读|閱讀)(?:本文|全文)?\s?[)）]"
    r"|[↓⬇👇▼]{1,5}.{2,40}[↓⬇👇▼]{1,5}|[↓⬇👇]{1,5}\s?(?:往下|下滑|向下).{0,30}"
)


def badges(block: Block) -> bool:
    """The badges of somebody who asks or answers.

    Takes: 1 gold badge 2 silver badges 9 bronze badges
    Leaves: 1 gold badge was found beside the altar
    """
    return block.size <= 80 and block.text[0].isdigit() and bool(_BADGES.match(block.text))


def signed_remark(block: Block) -> bool:
    """A remark below a question or an answer, with who made it and when.

    Takes: Easily 35 °C when I forget the door. – pottingshed Jun 12, 2018 at 6:40
    Leaves: The lock opens – weather permitting – on Jun 12, 2018.
    """
    return block.text[-1].isalnum() and block.size <= 900 and bool(_SIGNED.search(block.text[-70:]))


def sorting(block: Block) -> bool:
    """In which order answers or comments are shown.

    Takes: Sorted by: Highest score (default)
    Takes: Сортировать по дате
    Leaves: Sorted by hand, the plums took two days.
    """
    return block.size <= 60 and not block.stops and bool(_SORTED.match(block.key))


def clock(block: Block) -> bool:
    """A time alone: how long a recording is."""
    return block.size <= 8 and block.text[0].isdigit() and _CLOCK.match(block.text) is not None


def lone_count(block: Block) -> bool:
    """A number alone: votes, marks, readers."""
    return block.size <= 9 and block.text[0].isdigit() and _COUNT.match(block.text) is not None


def wire_source(block: Block) -> bool:
    """Who gave out a press release, as wires print it below.

    Takes: SOURCE Halvorsen Cold Chain, Inc.
    Leaves: Source of the river: a spring under the church
    """
    return block.size <= 80 and block.text.startswith("SOURCE") and bool(_WIRE.match(block.text))


def filed_under(block: Block) -> bool:
    """The sections that an article is kept in.

    Takes: Filed under: Interviews, Sea
    Takes: Рубрика: Сад и огород
    Leaves: Filed under the wrong name, the deed was lost for a century.
    """
    if block.stops or block.size > 110:
        return False
    found = _FILED.match(block.key)
    return found is not None and (":" in block.key or block.key.startswith(("posted in", "filed under", "filed in")))


def searches(block: Block) -> bool:
    """Four and more searches for one thing, set there for search engines: each begins with its name.

    Takes: 卤牛腱怎么做好吃,卤牛腱的家常做法,卤牛腱大全,卤牛腱图解
    Leaves: 大船要大港,大港要大路,大路要大桥,大桥要大船
    Leaves: 卤牛腱怎么做好吃,卤牛腱的家常做法,卤牛腱大全,卤牛腱图解。
    """
    text = block.text
    if block.size > LONGEST_SEARCHES or block.stops or text.count(",") + text.count("，") < FEWEST_SEARCHES - 1:
        return False
    name, terms = text[:2], re.split("[,，]", text)
    return not name.isascii() and all(term.startswith(name) and len(term) > len(name) for term in terms)


def waits_below(block: Block) -> bool:
    """That the text goes on below an advertisement or a fold.

    Takes: （繼續往下閱讀）
    Takes: 廣告（請繼續閱讀本文）
    Takes: ↓↓↓ 往下滑，还有一个容易忽略的细节 ↓↓↓
    Leaves: 往下滑的时候要抓住绳子。
    """
    return block.size <= LONGEST_POINTER and not block.stops and _WAITS_BELOW.fullmatch(block.text) is not None


BOILERPLATE = (price_at_shop, shop_button, photo_credit, captioned, wire_source, searches, waits_below)
RELATED = (full_review,)
COMMENT = (signed_remark,)
NAVIGATION = (badges, sorting, filed_under)

EDGE = frozenset({"wire_source", "shop_button", "filed_under", "sorting"})
"""Believed only outside the article's running text, or beside other removed lines."""
