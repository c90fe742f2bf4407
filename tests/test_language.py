"""The language of a page: own sentences in many languages, and the laws of `identify`."""

import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langdetect.detector import Detector
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from pipeline.language import ALPHABETS, SAMPLE, TAGS, _han_table, identify
from pipeline.language_profiles import SCALE, _places, _rows, _tables

SENTENCES = {
    "af": "Ons het gister 'n lang brief gekry van die mense wat langs die rivier bly en vis vang.",
    "am": "ትናንት ማታ ዝናብ ስለዘነበ ልጆቹ ወደ ትምህርት ቤት በእግር መሄድ አልቻሉም።",
    "ar": "وصل القطار إلى المحطة قبل الموعد بخمس دقائق ولم يكن أحد في انتظارنا هناك.",
    "bg": "Вчера вечерта купихме хляб и сирене от малкия магазин до гарата, защото бяхме гладни.",
    "bn": "কাল রাতে বৃষ্টি হয়েছিল বলে রাস্তায় এখনও অনেক জল জমে আছে।",
    "ca": ("Ahir vam anar a la platja amb els nens, però feia massa vent per banyar-se i vam tornar aviat."),
    "cs": ("Včera jsme si na nádraží koupili jízdenky, ale vlak přijel o hodinu později, než měl přijet."),
    "cy": ("Roedd y plant yn chwarae yn yr ardd trwy'r bore cyn i'r glaw ddechrau disgyn ar y bryniau."),
    "da": ("Vi købte en gammel cykel af naboen, fordi hun ikke længere turde køre på den om vinteren."),
    "de": ("Gestern haben wir im Garten die ersten Kirschen gepflückt und daraus einen Kuchen gebacken."),
    "el": "Χθες το βράδυ περπατήσαμε μέχρι το λιμάνι και είδαμε τα καράβια να φεύγουν.",
    "en": ("We walked down to the harbour last night and watched the fishing boats leave one by one."),
    "es": "Ayer por la noche bajamos andando hasta el puerto y vimos salir los barcos de pesca.",
    "et": ("Eile õhtul jalutasime sadamasse ja vaatasime, kuidas kalapaadid üksteise järel merele läksid."),
    "fa": "دیشب تا بندر پیاده رفتیم و قایق‌های ماهیگیری را که یکی یکی می‌رفتند تماشا کردیم.",
    "fi": ("Kävelimme eilen illalla satamaan ja katselimme, kuinka kalastusveneet lähtivät yksi kerrallaan."),
    "fr": "Hier soir nous sommes descendus au port pour regarder partir les bateaux de pêche.",
    "gu": "ગઈકાલે સાંજે અમે બંદર સુધી ચાલીને ગયા અને હોડીઓને જતી જોઈ.",
    "he": "אתמול בערב הלכנו ברגל אל הנמל וראינו את סירות הדיג יוצאות לים.",
    "hi": "कल शाम हम पैदल बंदरगाह तक गए और मछली पकड़ने वाली नावों को जाते हुए देखा।",
    "hr": ("Sinoć smo prošetali do luke i gledali kako ribarski brodovi odlaze jedan za drugim na more."),
    "hu": ("Tegnap este lesétáltunk a kikötőbe, és néztük, ahogy a halászhajók egymás után elindulnak."),
    "hy": "Երեկ երեկոյան մենք քայլեցինք մինչև նավահանգիստ և դիտեցինք նավակները։",
    "id": ("Tadi malam kami berjalan kaki ke pelabuhan dan melihat perahu nelayan berangkat satu per satu."),
    "it": ("Ieri sera siamo scesi a piedi fino al porto e abbiamo guardato partire le barche dei pescatori."),
    "ja": "昨日の夜、港まで歩いて行って、漁船が一隻ずつ出ていくのを見ました。",
    "ka": "გუშინ საღამოს ნავსადგურამდე ფეხით ჩავედით და ნავებს ვუყურებდით.",
    "km": "ម្សិលមិញយើងបានដើរទៅកំពង់ផែ ហើយមើលទូកនេសាទចេញដំណើរ។",
    "kn": "ನಿನ್ನೆ ಸಂಜೆ ನಾವು ಬಂದರಿನವರೆಗೆ ನಡೆದುಕೊಂಡು ಹೋದೆವು.",
    "ko": "어젯밤 우리는 항구까지 걸어가서 고깃배들이 하나씩 떠나는 것을 보았다.",
    "lt": ("Vakar vakare nuėjome iki uosto ir žiūrėjome, kaip žvejų laivai vienas po kito išplaukia."),
    "lv": ("Vakar vakarā mēs aizgājām līdz ostai un skatījāmies, kā zvejas laivas cita pēc citas aizbrauc."),
    "mk": ("Синоќа прошетавме до пристаништето и гледавме како рибарските бродови заминуваат еден по друг."),
    "ml": "ഇന്നലെ വൈകുന്നേരം ഞങ്ങൾ തുറമുഖം വരെ നടന്നു പോയി.",
    "mr": "काल संध्याकाळी आम्ही बंदरापर्यंत चालत गेलो आणि मासेमारीच्या होड्या जाताना पाहिल्या आहेत.",
    "ne": "हिजो साँझ हामी नदीको किनारसम्म हिँडेर गयौं र माछा मार्ने डुङ्गाहरू गएको हेर्‍यौं।",
    "nl": ("Gisteravond zijn we naar de haven gelopen en hebben we de vissersboten een voor een zien vertrekken."),
    "no": ("I går kveld gikk vi ned til havna og så på at fiskebåtene dro ut én etter én, men det ble kaldt."),
    "pa": "ਕੱਲ੍ਹ ਸ਼ਾਮ ਅਸੀਂ ਬੰਦਰਗਾਹ ਤੱਕ ਤੁਰ ਕੇ ਗਏ ਅਤੇ ਕਿਸ਼ਤੀਆਂ ਵੇਖੀਆਂ।",
    "pl": ("Wczoraj wieczorem poszliśmy pieszo do portu i patrzyliśmy, jak kutry wypływają jeden po drugim."),
    "pt": "Ontem à noite descemos a pé até ao porto e vimos os barcos de pesca saírem um a um.",
    "ro": ("Aseară am mers pe jos până în port și ne-am uitat cum pleacă bărcile de pescuit una câte una."),
    "ru": ("Вчера вечером мы дошли пешком до порта и смотрели, как рыбацкие лодки уходят одна за другой."),
    "sk": ("Včera večer sme išli pešo do prístavu a pozerali sme sa, ako rybárske lode jedna po druhej odchádzajú."),
    "sl": ("Sinoči smo se peš odpravili do pristanišča in gledali, kako ribiške ladje odhajajo ena za drugo."),
    "so": ("Xalay waxaan u lugaynay dekedda oo aan daawannay doomaha kalluumaysiga oo mid mid u baxaya."),
    "sq": ("Mbrëmë shkuam në këmbë deri në port dhe pamë se si varkat e peshkimit largoheshin një nga një."),
    "sv": ("I går kväll gick vi ner till hamnen och såg på när fiskebåtarna gav sig av en efter en."),
    "sw": ("Jana usiku tulitembea hadi bandarini na kutazama mashua za wavuvi zikiondoka moja baada ya nyingine."),
    "ta": "நேற்று மாலை நாங்கள் துறைமுகம் வரை நடந்து சென்றோம்.",
    "te": "నిన్న సాయంత్రం మేము ఓడరేవు వరకు నడిచి వెళ్ళాము.",
    "th": "เมื่อคืนเราเดินไปที่ท่าเรือและดูเรือประมงออกไปทีละลำ",
    "tl": ("Kagabi ay naglakad kami papunta sa daungan at pinanood namin ang mga bangka na umalis isa-isa."),
    "tr": "Dün akşam limana kadar yürüdük ve balıkçı teknelerinin birer birer ayrılışını izledik.",
    "uk": ("Учора ввечері ми пішки дійшли до порту й дивилися, як рибальські човни відпливають один за одним."),
    "ur": "کل شام ہم پیدل بندرگاہ تک گئے اور ماہی گیروں کی کشتیوں کو ایک ایک کر کے جاتے دیکھا۔",
    "vi": "Tối qua chúng tôi đi bộ ra cảng và ngắm những chiếc thuyền đánh cá lần lượt rời bến.",
    "zh-Hans": "昨天晚上我们走到港口，看着渔船一条一条地离开，风很大，谁也没有说话。",
    "zh-Hant": "昨天晚上我們走到港口，看著漁船一條一條地離開，風很大，誰也沒有說話。",
}

MIXED = {
    "Chinese with English terms": (
        "zh-Hans",
        "我们用 PyTorch 的 DataLoader 读取数据，再用 ResNet 模型训练，最后部署到 Kubernetes 集群。",
    ),
    "English with a few Han": (
        "en",
        "The word 學 means to learn, and in the mainland it is written 学 since the nineteen fifties.",
    ),
    "Chinese that quotes a Japanese word": (
        "zh-Hans",
        "她说ありがとう，我才发现这里的老师都会日语。",
    ),
    "Japanese that quotes Chinese": (
        "ja",
        "彼は「你好，我们走吧」と言いながら、ゆっくりと立ち上がりました。",
    ),
    "Japanese headline without kana but with kokuji": ("ja", "駅前広場再開発計画、来年着工"),
    "Cantonese": ("zh-Hant", "佢哋琴晚行去碼頭睇漁船，嗰度風好大，冇人講嘢。"),
    "Simplified that quotes Traditional": (
        "zh-Hans",
        "牌匾上写着「學無止境」四个字，老师让我们用简体再抄一遍，然后说说自己的理解。",
    ),
    "Traditional that quotes Simplified": (
        "zh-Hant",
        "課本裡印的是「学习」兩個字，老師要我們寫成正體，還要說明為什麼。",
    ),
    "no character that tells the script": ("zh-Hans", "我和你都在山上看月亮"),
    "Chinese that quotes Korean": ("zh-Hans", "他在韩国学会的第一句话是안녕하세요，后来每天都用。"),
    "Korean with hanja": ("ko", "우리 회사(會社)는 작년에 서울에서 부산(釜山)으로 이사했습니다."),
    "Russian with Latin names": (
        "ru",
        "Мы поставили Windows и Photoshop на новый компьютер в отделе.",
    ),
    "addresses are no language": (
        "fr",
        "Écrivez à the.quick.brown.fox@example.org ou voyez "
        "https://example.org/the/weather/is/nice "
        "pour savoir quand le marché ouvre le dimanche matin.",
    ),
    "soft hyphens": (
        "en",
        "The com\xadmit\xadtee ap\xadproved the fund\xading of the pro\xadgramme.",
    ),
}

UNTOLD = {
    "nothing": "",
    "white space": " \n\t\u3000",
    "figures": "3.14 / 2.71 = 1.16, 2024-05-31 01:54:58",
    "one word": "Hotel",
    "one character": "中",
    "letters of no language": "kJQz xvw Qpr zkt bvn mqx lkj wqe zxc vbn qqr xzt jwk pfq zzv kkw",
    "a language without a profile": ("Кеше кешке біз айлаққа дейін жаяу барып, қайықтардың кеткенін көрдік."),
    "a lone surrogate": "\ud800\udfff\udc00",
}


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_sentence_is_enough(tag: str) -> None:
    """One sentence of prose is told in every language there is a profile or a script for."""
    assert identify(SENTENCES[tag]) == tag


@pytest.mark.parametrize("case", MIXED)
def test_mixed_text_is_in_its_main_language(case: str) -> None:
    """Quotations and foreign terms do not decide."""
    tag, text = MIXED[case]
    assert identify(text) == tag


@pytest.mark.parametrize("case", UNTOLD)
def test_what_cannot_be_told_is_undetermined(case: str) -> None:
    """A guess is worse than no answer."""
    assert identify(UNTOLD[case]) == "und"


@given(st.text())
def test_any_text_has_a_known_tag(text: str) -> None:
    """Never raises, whatever the characters, and answers only what is documented."""
    assert identify(text) in TAGS


@given(st.text(st.characters(codec="utf-32-le", categories=("L", "M", "Cs", "Zs")), min_size=50))
def test_letters_of_all_scripts_have_a_known_tag(text: str) -> None:
    """The same where the text is long and all letters, lone surrogates among them."""
    assert identify(text) in TAGS


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)), st.text("，。！A1"))
def test_chinese_is_never_korean(han: str, other: str) -> None:
    """No text without Hangul is Korean."""
    assert identify(han + other) != "ko"


@given(st.permutations(sorted(SENTENCES)))
def test_what_came_before_does_not_matter(order: list[str]) -> None:
    """No memory from text to text."""
    assert [identify(SENTENCES[tag]) for tag in order] == order


def test_threads_agree() -> None:
    """The tables are loaded once or twice, but are the same."""
    texts = list(SENTENCES.values()) * 20
    _tables.cache_clear()
    _han_table.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(identify, texts)) == list(SENTENCES) * 20


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_processes_agree(seed: str) -> None:
    """The order of sets, which differs from process to process, does not show."""
    text = SENTENCES["no"] + SENTENCES["da"] + SENTENCES["sv"]
    program = f"from pipeline.language import identify; print(identify({text!r}))"
    answer = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert answer.stdout.strip() == identify(text)


def test_chinese_needs_no_profiles() -> None:
    """The profiles are not read for a script that needs none."""
    _tables.cache_clear()
    identify(SENTENCES["zh-Hans"] + SENTENCES["zh-Hant"] + SENTENCES["ja"])
    assert _tables.cache_info().currsize == 0


def test_the_sample_is_spread_over_the_page() -> None:
    """A long quotation at the top does not speak for the page, nor do figures between the words."""
    page = SENTENCES["fr"] * 5 + "\n0123456789 " * SAMPLE + SENTENCES["de"] * 30
    assert identify(page) == "de"


@pytest.mark.parametrize(("alphabet", "tags"), [(0, ["en", "vi", "ro", "cs"]), (1, ["ru", "uk"])])
def test_the_model_is_that_of_langdetect(alphabet: int, tags: list[str]) -> None:
    """The sum over all n-grams equals the one of langdetect's own n-grams and probabilities."""
    languages = ALPHABETS[alphabet].languages
    factory = DetectorFactory()
    factory.load_json_profile([Path(PROFILES_DIRECTORY, language).read_text("utf-8") for language in languages])
    tables = _tables(ALPHABETS[alphabet])
    for tag in tags:
        text = f"{SENTENCES[tag]}  me@example.org - {SENTENCES[tag].upper()} {SENTENCES[tag]}"
        detector = factory.create()
        detector.append(text)
        grams = detector._extract_ngrams()
        weight = Detector.ALPHA_DEFAULT / Detector.BASE_FREQ
        expected = [
            sum(math.log(weight + factory.word_lang_prob_map[gram][column]) for gram in grams)
            for column in range(len(languages))
        ]
        rows = _rows(*_places(text, tables), tables)
        assert (rows > 0).sum() == len(grams)
        totals = tables.scores[rows].sum(axis=0) / SCALE
        assert totals == pytest.approx(expected, abs=len(grams) / SCALE / 2)
