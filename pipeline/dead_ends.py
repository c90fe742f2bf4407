"""A line → whether it says that there is no article here: a missing page, a search's results, a wall to log in at.

Only where next to no text stands beside such a line it speaks for its page; `absence` asks. The phrases of each kind
are what sites and servers commonly write: Chinese first, then English, then other languages.
"""

import re

from pipeline.model import Absence

LONGEST = 160
"""Characters of a line that says so; a longer one explains."""

_MISSING = (
    r"(?:您|你)?(?:想)?(?:要|所|正在)?(?:访问|查看|浏览|查找|找|请求|打开)的(?:页面|网页|内容|文章|商品|网址|地址|链接|帖子"
    r"|主题|信息|宝贝|资源|文件|栏目|頁面|網頁)[^。！]{0,12}(?:不存在|不見了|不见了|走丢|删除|刪除|下架|失效|移除|过期"
    r"|找不到|无法|未找到|不在)",
    r"^\W{0,3}(?:页面|网页|頁面|網頁|内容|文章)(?:不存在|走丢了|找不到了?|已过期|已失效|未找到|不见了|已被?删除|已下架)",
    r"(?:该|此|本|這篇|当前)(?:文章|页面|内容|帖子|商品|信息|主题|链接|房源|职位|頁面)"
    r"[^。]{0,8}(?:不存在|删除|刪除|下架|失效|移除|关闭|过期)",
    r"^\W{0,3}(?:http )?(?:error )?40[34](?: error)?[\s:：,.!|–—-]*"
    r"(?:(?:page )?not found|forbidden|找不到|页面|错误|錯誤|ошибка|seite|página|page)?\W{0,3}$",
    r"(?:error|ошибка|erreur|fehler|错误代码)[\s:：]*404|\(error 404\)",
    r"\bpage (?:you .{0,40})?(?:(?:was|could|can|is) ?(?:not|n.t) (?:be )?(?:found|available)"
    r"|(?:has|have) (?:been )?(?:moved|removed|deleted|expired)|(?:does|did) ?(?:not|n.t) exist|not found"
    r"|no longer exists)",
    r"this (?:page|article|story|product|listing|item|job|post|content) (?:is no longer|has been removed|has expired"
    r"|isn.t available|is not available|could not be found)",
    r"(?:お探しの|ご指定の|アクセスされた|リクエストされた|該当の?)[^。]{0,14}(?:ページ|記事|ニュース|商品|URL)"
    r"[^。]{0,8}(?:見つかりません|存在しません|ございません|削除|ありません)",
    r"(?:페이지|게시물|문서|상품|기사)[를을가이는은]? ?(?:찾을 수 없|존재하지 않|삭제)",
    r"страниц[аы] .{0,20}(?:не найдена|не существует|удалена)|такой страницы|страница не найдена",
    r"seite .{0,20}(?:nicht gefunden|existiert nicht|nicht (?:mehr )?verfügbar)|page (?:introuvable|n.existe)",
    r"p[áa]gina (?:no|não|non) .{0,12}(?:encontrada|existe|disponible|trovata|esiste)",
    r"no (?:se )?(?:ha |hemos )?encontr(?:ó|ado|amos) la p[áa]gina",
    r"nie znaleziono strony|strona .{0,12}nie istnieje|pagina .{0,8}niet gevonden|sayfa bulunamad",
    r"sidan .{0,16}(?:inte|finns ikke)|stránka .{0,12}nenalezena|σελίδα .{0,12}δεν (?:βρέθηκε|υπάρχει)",
    r"không tìm thấy trang|trang .{0,20}không tồn tại|halaman .{0,12}tidak ditemukan|ไม่พบหน้า",
    r"الصفحة .{0,12}غير موجودة|لم يتم العثور على الصفحة",
)
_BLOCKED = (
    r"安全验证|安全驗證|(?:请|請)?完成(?:下方|以下)?(?:的)?(?:安全)?(?:验证|驗證)|拖动(?:下方)?滑块",
    r"访问(?:过于|太)频繁|請求過於頻繁|请求(?:过于|太)频繁|网站防火墙|云防护",
    r"(?:您的|你的|该|此)(?:访问|请求|操作|IP|提交)[^。]{0,16}"
    r"(?:被(?:拦截|阻断|禁止|拒绝)|存在(?:风险|异常|安全隐患)|带有(?:不合法|危险)参数)",
    r"(?:verify|confirm) (?:that )?you are (?:a |not a )?(?:human|robot)|checking your browser|are you a robot",
    r"unusual traffic|you have been blocked",
    r"access to (?:this|the) (?:page|site|resource) (?:has been |is |was )?denied",
    r"request (?:was |has been )?(?:blocked|rejected)",
    r"подтвердите,? что вы не (?:робот|бот)|доступ (?:ограничен|запрещ[её]н)",
)
"""A wall against robots: machine output, as a missing page is."""
_WALLED = (
    r"登[录陆錄入]后?(?:继续|才能|可以?|即可|方可|以)?(?:阅读|查看|浏览|访问|閱讀|瀏覽)",
    r"请先?(?:登录|登陆)(?:后|以|查看|继续|访问)|请先登录\W{0,3}$|您(?:需要|尚未)(?:先)?登录[^。]{0,6}(?:才|后|可)",
    r"(?:该|此|本)(?:文章|内容|帖子)[^。]{0,16}(?:订阅者|会员|好友|成员|粉丝)[^。]{0,6}(?:可见|可读|可看|专享|阅读|查看)",
    r"没有权限(?:访问|查看|浏览|阅读)",
    r"(?:log|sign)[ -]?in (?:or (?:register|sign up|subscribe|create an account) )?to "
    r"(?:continue|view|read|see|access|keep)",
    r"you must be logged[ -]?in|(?:subscribe|register) to (?:continue|keep) reading",
    r"para (?:seguir|continuar) leyendo,? (?:inicia|suscr|regís)|inicia sesión para|per continuare a leggere",
    r"(?:connectez|identifiez|abonnez)-vous pour|melden sie sich an,? um|zum weiterlesen",
    r"faça login para|para continuar lendo|(?:войдите|авторизуйтесь),? чтобы",
    r"aby (?:czytać dalej|kontynuować),? (?:zaloguj|wykup)",
    r"(?:続き|閲覧|ご覧)[^。]{0,14}(?:ログイン|会員登録)|ログインが必要|ログインしてください|ログインに\d回失敗|会員登録（無料）が必要",
    r"로그인이? ?(?:필요|하셔야)|멤버에게만 공개|회원에게만",
)
_LISTED = (
    r"没有找到(?:与|和|相关|符合|您|你|任何|“)|未找到(?:相关|符合|与)|沒有找到",
    r"[”\"」]\s?的?(?:搜索|搜尋|搜寻)[结結]果|^\W{0,3}(?:搜索|搜尋)[结結]果|(?:相关|相關)[结結]果约",
    r"共\s?0\s?条|0 条结果",
    r"^\W{0,3}暂无(?:内容|数据|相关|文章|信息|记录|结果)\W{0,3}$",
    r"(?:search )?results for:? ?[\"“'‘]|^\W{0,3}(?:about )?[\d,]+ results? (?:for|found)|\bno results\b|\b0 results\b",
    r"nothing (?:matched|found)|did ?(?:not|n.t) match any|^\W{0,3}search results$",
    r"^\W{0,3}suchergebnisse|keine (?:treffer|ergebnisse)|aucun résultat",
    r"résultats? (?:de|pour)(?: la| votre)? recherche",
    r"resultados (?:de|para)(?: la| tu)? búsqueda|sin resultados|no se encontraron|resultados da (?:sua )?busca",
    r"nenhum resultado|результаты поиска|ничего не найдено|wyniki wyszukiwania|brak wyników|nessun risultato",
    r"risultati (?:della|di) ricerca|検索結果(?!に戻)|該当する.{0,12}(?:ありません|見つかりません)",
    r"(?:記事|投稿|商品)[はが](?:まだ)?ありません|まだ(?:記事|投稿)|검색 ?결과|نتائج البحث|لم نعثر",
)
_PARKED = (
    r"\b(?:this )?domain(?: name)? (?:is|may be) (?:for sale|parked|available for purchase)|\bbuy this domain\b",
    r"is offering it for sale for an asking|this (?:web ?page|domain) (?:was|is) (?:generated|parked) (?:by|free)",
    r"(?:related|sponsored) (?:searches|listings) displayed above",
    r"(?:该|此|本)?域名(?:正在|可以?|现)?(?:出售|转让|待售|可转让)|diese domain (?:steht zum verkauf|ist geparkt)",
    r"ce (?:nom de )?domaine est (?:à vendre|en vente)|este dominio (?:está|esta) (?:a la|en) venta",
    r"questo dominio è in vendita|ta domena jest (?:na sprzedaż|wystawiona)|домен (?:прода[её]тся|припаркован)",
)
"""A domain that nobody uses."""
_BROWSER_TITLES: tuple[tuple[Absence, re.Pattern[str]], ...] = (
    (
        "list_page",
        re.compile(
            r".{0,60}[”\"」』》]?\s?的?(?:搜索|搜尋|搜寻|检索|檢索)[结結]果(?:页|頁)?|(?:站内|全站)?(?:搜索|搜尋)(?:页|頁)?[:：]\s?.{1,40}"
            r"|.{0,60}\bsearch results\b(?: for)?.{0,60}|(?:you searched for|results for)\b.{1,60}",
            re.IGNORECASE,
        ),
    ),
    (
        "login_wall",
        re.compile(
            r"(?:用户|用戶|会员|會員|账号|帐号|账户|密码|统一身份认证|请)?\s?(?:登录|登陆|登錄|登入)(?:\s?[/、与和]\s?)?(?:注册|註冊|页面|頁面|界面)?"
            r"|(?:member |user |account )?(?:log ?in|sign ?in)(?: page)?(?: (?:or|and|/) (?:register|sign ?up))?"
            r"|(?:log|sign) in to .{2,40}|anmelden|connexion|iniciar sesión|вход|ログイン|로그인",
            re.IGNORECASE,
        ),
    ),
)
"""What a browser shows as the title of a search's results and of a form to log in: the whole of a piece of it."""
_PIECES = re.compile(r"\s+[-–—|·]+\s+|\s*[_|｜]+\s*|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])")
_SPEAKS = re.compile(
    r"评论|評論|回复|回覆|回帖|发表|发布|回答|提问|comment|repl(?:y|ies)|review|\bpost\b|\bask\b|comentar|preguntar|댓글|написать"
    r"|коммент|kommentar|commenter",
    re.IGNORECASE,
)
"""Whoever wants to say something must log in on pages with an article, too."""

KINDS: tuple[tuple[Absence, re.Pattern[str]], ...] = (
    ("error_page", re.compile("|".join(_MISSING + _BLOCKED), re.IGNORECASE)),
    ("login_wall", re.compile("|".join(_WALLED), re.IGNORECASE)),
    ("list_page", re.compile("|".join(_LISTED), re.IGNORECASE)),
    ("empty", re.compile("|".join(_PARKED), re.IGNORECASE)),
)


def dead_end(line: str) -> Absence | None:
    """Why there is no article, as a line says; None where it says nothing of it.

    >>> dead_end("抱歉，您访问的商品已下架或不存在"), dead_end("Para seguir leyendo, inicia sesión")
    ('error_page', 'login_wall')
    >>> dead_end("Search results for: “irrigation”"), dead_end("You must be logged in to post a comment.")
    ('list_page', None)
    """
    if len(line) > LONGEST:
        return None
    said = next((kind for kind, phrases in KINDS if phrases.search(line)), None)
    return None if said == "login_wall" and _SPEAKS.search(line) else said


def titled_end(title: str) -> Absence | None:
    """Why there is no article, as the first or second piece of the title in the browser says.

    >>> titled_end("用户登录 - 云舟文库"), titled_end('"旧书" 的搜索结果 - 书林网'), titled_end("浆糊_搜索结果_书林网")
    ('login_wall', 'list_page', 'list_page')
    >>> titled_end("搜索结果为什么不准 - 书林网"), titled_end("登录月球的第一个人 | 星空")
    (None, None)
    """
    pieces = [piece.strip() for piece in _PIECES.split(title)[:2]]
    return next((why for why, said in _BROWSER_TITLES if any(map(said.fullmatch, pieces))), None)
