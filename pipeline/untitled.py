"""A line of a page's head → what tells that it is no title: a credit, a path, a menu, an amount, a field, a section."""

import re

_CREDIT = re.compile(
    r"(?:(?:photo(?:graph)?s?|words|text|story|illustrations?|pictures?|images?|video|interview|translated|edited"
    r"|compiled|reviewed|posted|written|recipe)(?: \w+){0,5} by|edited|recette (?:proposée )?(?:par|de)"
    r"|(?:fotos?|text|bilder?|texte|photos?|testo|texto|fotografías?|tekst|zdjęcia|foto|текст|фото)(?: \w+){0,2}"
    r"(?: von| par| di| de| por| door| av|:)|připravila?|opracowała?|redigiert von|propos recueillis par"
    r"|подготовила?|автор|записала?) \w"
    r"|(?:\w\. ?){1,3}\w{2,}(?:, (?=\w\.)| and \w| & \w| und \w| et \w| y \w| e \w| i \w| и \w)"
    r"|(?:文|图|圖|撰文|摄影|攝影|撮影|主讲|主講|整理|记录|記錄)\s?[/:：|｜／]|\S{2,14}\s(?:整理|供稿|编辑|編集)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[|｜/›»>→·•*]\s+|\s*[|｜›»→＞]\s*")
_BETWEEN_STEPS = frozenset("|｜/›»>→·•*＞")
LONGEST_STEP = 28
"""Letters of a step of a path, or of an entry of a menu."""
_AMOUNT = re.compile(
    r"(?:[\d½¼¾⅓.,/]+\s?(?:g|gr|kg|ml|cl|dl|l|oz|lb|lbs|cups?|tbsp|tsp|EL|TL|克|毫升|斤|大匙|小匙|茶匙|大さじ|小さじ|г|кг|мл)"
    r"(?![\w])|[\d½¼¾]+ (?:EL|TL|Prise|cuillères?|cucharadas?|cucchiai|łyżk[ai]|lžíce|colheres)\b"
    r"|\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?|\s?(?:Uhr|uur|更新|[-–—~～])))",
    re.IGNORECASE,
)
_OF_FIELD = re.compile(
    r"(?:会場|會場|会场|地点|地點|時間|时间|日時|定員|料金|受講料|産地|产地|類型|类型|基金类型|門診地點|门诊地点|难度|難度|口味|工艺|烹饪时间"
    r"|作品|管理人|规格|規格|价格|價格|型号|型號|编号|編號|Standort|Arbeitsort|Beginn|Ort|Lieu|Durée|Difficulté|Préparation"
    r"|Cuisson|Luogo|Durata|Lugar|Duración|Local|Miejsce|Místo|Plaats|Место|Location|Venue|Where|When|Price|Duration)"
    r"\s?[：:]\s?\S|会場[ 　]\S"
)
_OF_ANY = re.compile(
    r"(?:职位|工作|岗位|商品|产品|软件|游戏|应用|景点|内容|剧情|作品|公司|项目|课程|房源|病情|问题|图书|基本|详细|参数)"
    r"(?:描述|介绍|简介|详情|信息|参数|说明|职责)"
    r"|(?:職位|商品|產品|軟體|遊戲|景點|內容|劇情|課程|詳細)(?:描述|介紹|簡介|詳情|資訊|資料|說明)"
    r"|岗位职责|任职要求|工作內容|用料|食材|做法(?:步骤|步驟)?|注释|译文|規格|规格参数"
    r"|(?:job |product |full |item )?description|ingredients|specifications|details|key features|requirements"
    r"|beschreibung|stellenbeschreibung|produktbeschreibung|zutaten|zubereitung|ingrédients|préparation"
    r"|ingredientes|preparación|modo de preparo|ingredienti|preparazione|descripción|descrição|descrizione"
    r"|składniki|opis|ингредиенты|описание|приготовление|材料|作り方|あらすじ|商品説明"
)
"""The heading of a section that all pages of a kind have; what the page is called stands above it."""


def steps_of(text: str) -> list[str]:
    """The steps of a path, or the entries of a menu that stands in one line; nothing where it is neither.

    >>> steps_of("Cronaca / Borgo Sesto")
    ['Cronaca', 'Borgo Sesto']
    >>> steps_of("Warum Käse stinkt")
    []
    """
    if _BETWEEN_STEPS.isdisjoint(text):
        return []
    steps = [step for step in _BETWEEN.split(text.strip("*|· ")) if step.strip()]
    return steps if len(steps) > 1 and all(len(step) <= LONGEST_STEP for step in steps) else []


def credits(text: str) -> bool:
    """Whether a line says who wrote, drew or edited: `Photographs by …`."""
    return _CREDIT.match(text) is not None


def is_field(text: str) -> bool:
    """Whether a line is a thing's or an event's property: its place, its price, how long it takes."""
    return _OF_FIELD.match(text) is not None


def measures(text: str) -> bool:
    """Whether a line begins with an amount or an hour: an ingredient, an entry of a programme."""
    return _AMOUNT.match(text) is not None


def of_any(text: str) -> bool:
    """Whether a line is the heading of a section that all pages of a kind have: 产品参数, Ingredients."""
    return len(text) <= LONGEST_STEP and _OF_ANY.fullmatch(text.casefold()) is not None
