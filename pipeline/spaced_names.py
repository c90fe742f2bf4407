"""Two words of Han apart by a space → the name that they are, where family and given name stand apart."""

import re

SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭肖蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾鐘"
    "姜崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱丘方侯邹鄒熊孟秦白江阎閻薛尹段雷黎史龙龍陶贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戚莫孔向汤湯温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏"
    "倪庄莊聂聶章鲁魯岳翟申欧歐关關柳祁左宗涂塗骆駱柯申屠毕畢祝霍舒阮詹童凌宁寧俞翁甘游靳欧阳歐陽耿焦裴尚司马司馬池卓简簡洪连連应應冉管解辛苗鲍鮑桂包冷娄婁纪紀华華涂谷"
    "柴瞿屈项項牟古臧盛季卫衛佟匡车車"
)
"""First characters of the commonest Chinese surnames, in both scripts; nine of ten people bear one of them."""
PARTS = 2
"""Words of such a name."""
_COMPOUND = frozenset(
    ("欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒")
)
"""Chinese family names of two characters."""
_JAPANESE_FAMILIES = frozenset(
    (
        *(
            [
                "佐藤",
                "鈴木",
                "高橋",
                "田中",
                "渡辺",
                "渡邊",
                "伊藤",
                "山本",
                "中村",
                "小林",
                "加藤",
                "吉田",
                "山田",
                "佐々木",
            ]
        ),
        *(
            [
                "山口",
                "松本",
                "井上",
                "木村",
                "斎藤",
                "斉藤",
                "清水",
                "山崎",
                "阿部",
                "池田",
                "橋本",
                "山下",
                "石川",
                "中島",
            ]
        ),
        *(
            [
                "前田",
                "藤田",
                "後藤",
                "小川",
                "岡田",
                "村上",
                "長谷川",
                "近藤",
                "石井",
                "坂本",
                "遠藤",
                "藤井",
                "青木",
                "福田",
            ]
        ),
        *(
            [
                "三浦",
                "西村",
                "藤原",
                "太田",
                "松田",
                "原田",
                "岡本",
                "中野",
                "小野",
                "中川",
                "田村",
                "竹内",
                "金子",
                "和田",
            ]
        ),
        *(
            [
                "中山",
                "石田",
                "上田",
                "森田",
                "小島",
                "柴田",
                "宮崎",
                "酒井",
                "工藤",
                "横山",
                "宮本",
                "内田",
                "高木",
                "安藤",
            ]
        ),
        *(
            [
                "谷口",
                "大野",
                "丸山",
                "今井",
                "高田",
                "藤本",
                "武田",
                "村田",
                "上野",
                "杉山",
                "増田",
                "平野",
                "大塚",
                "千葉",
            ]
        ),
        *(
            [
                "久保",
                "松井",
                "小山",
                "岩崎",
                "桜井",
                "木下",
                "野口",
                "松尾",
                "野村",
                "菊地",
                "佐野",
                "大西",
                "杉本",
                "新井",
            ]
        ),
        *(["浜田", "市川", "古川", "水野", "佐伯"]),
    )
)
"""The commonest Japanese ones."""
_WORK = frozenset({"整理", "编辑", "編輯", "摄影", "攝影", "报道", "報導", "撰文", "供图", "编译", "翻译", "文字"})
"""What somebody did, behind the name of the family alone."""
_JAPANESE_GIVEN = re.compile(r"[\u3041-\u30ff]|[子郎美夫雄介香菜奈斗太実恵也代江樹彦]$")


def in_two(family: str, given: str) -> str | None:
    """The name of which one word is the family's; a Japanese one keeps its space. None for two names, or none.

    >>> in_two("佐伯", "葉子"), in_two("欧阳", "修"), in_two("林", "小溪"), in_two("林溪", "沈渔")
    ('佐伯 葉子', '欧阳修', '林小溪', None)
    >>> in_two("林", "整理")
    """
    if family in _JAPANESE_FAMILIES:
        return f"{family} {given}" if _JAPANESE_GIVEN.search(given) or given[0] not in SURNAMES else None
    if given in _WORK:
        return None
    of_two = family in _COMPOUND or (len(family) == 1 and family in SURNAMES and len(given) == PARTS)
    return family + given if of_two and len(given) <= PARTS and given[0] not in SURNAMES else None
