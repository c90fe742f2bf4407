"""Rules for machine output: what a server printed into a page instead of an article.

Every rule reads one block. The docstring tells people what it saw; `Takes` and `Leaves` are tested.
Hits on real gold text (4,026 pages): 0 for each, unless a docstring says otherwise.
"""

import re

from pipeline.model import Block

LONGEST_HEAD = 300
"""Characters looked at from each end: a longer message is told by its ends, so time stays linear."""

LEVEL = (
    r"(?:Warning|Notice|Fatal error|Parse error|Deprecated|Strict Standards|Catchable fatal error|"
    r"Recoverable fatal error|Core error|Core warning|Compile error|Compile warning|Unknown error|User (?:warning|notice|error))"
)
_STAMP = r"(?:\[\d{2}-\w{3}-\d{4} [\d:]{8}[^\]]{0,40}\] )?"
_PHP_HEAD = re.compile(rf"(?:\( ?! ?\) ?)?{_STAMP}(?:PHP ?)?{LEVEL}: ?\S")
_PHP_TAIL = re.compile(r" on line \d+ ?$")
_TAG = re.compile(r"</?(?:b|br|strong|i|p)\b ?/?>")
"""As PHP prints its messages for a browser."""
_UNCAUGHT = re.compile(
    rf"(?:\( ?! ?\) ?)?{_STAMP}(?:PHP ?)?(?:Fatal error|Error): ?(?:Uncaught |Allowed memory size|Maximum execution time|Call to )"
)
_LOCATED = re.compile(r" in (?:[A-Za-z]:\\|/|\.{3}|\S+\.php\b)\S*(?::\d+)?(?: on line \d+)? ?$")
_EXCEPTION = re.compile(
    r"(?:Caused by: |Exception in thread \"[^\"]{1,80}\" )?(?:[a-z][\w$]*\.){2,}[A-Z][\w$]*(?:Exception|Error)\b(?::|$)"
)
_JAVA_FRAME = re.compile(
    r"(?:at (?:[\w$]+[./]){2,}[\w$<>]+\((?:[\w$]+\.(?:java|kt|scala|groovy)(?::\d+)?|Native Method|Unknown Source)\)|\.\.\. \d+ more)$"
)
_PHP_FRAME = re.compile(
    r"#\d+ (?:\{main\}|\[internal function\]|(?:/|[A-Za-z]:[\\/]|\.{3}|phar:)\S*\(\d+\)(?:: .*)?|\S+\.php\(\d+\).*)"
)
_XDEBUG_FRAME = re.compile(r"(?:\d{1,3}[.\s]?)?\s*\d+\.\d{4,}\s*\d{4,}\s*\d{0,3}\.?\s*(?:\{main\}|[\w\\>:-]+)\(")
_XDEBUG_HEAD = re.compile(r"#?\s?Time\s?Memory\s?Function\s?Location$")
_PYTHON_FRAME = re.compile(r"File \"[^\"]{1,200}\", line \d+(?:, in \S+)?$")
_DOTNET_FRAME = re.compile(r"(?:at|在) (?:[\w`<>]+\.){2,}[\w`<>.]+\([^()]*\)(?: (?:in|位置) \S+.*)?$")
_SQL_STATEMENT = re.compile(
    r"(?:SQL|Query|SQL语句|\[ ?SQL ?\]|SQL ?Statement) ?[:：=] ?(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|SHOW)\b",
    re.IGNORECASE,
)
_SQL_MESSAGE = re.compile(
    r"(?:\[(?:Microsoft|DBNETLIB|unixODBC|MySQL|Oracle)\]\[|SQLSTATE\[\w{5}\]|ORA-\d{5}|(?:MySQL|Database|DB|SQL) ?(?:Query )?Error ?[:：]?(?: ?\d+)?$|Err(?:no|or ?(?:code|number|no))\.? ?[:：] ?\d{3,5}$"
    r"|(?:Error: ?|Error message: ?|\d{4}: ?|\(\d{4}\) ?|ERROR \d{4} \(\w+\): ?)?(?:You have an error in your SQL syntax"
    r"|Too many connections|MySQL server has gone away|Unknown column '|Access denied for user '|Table '[^'\n]{1,80}' (?:doesn't exist|is marked as crashed|is read only|was not locked)"
    r"|Lost connection to MySQL|Can't connect to (?:local )?MySQL|Duplicate entry '|Got error \d+ from storage))"
)
_LOCATION = re.compile(
    r"(?:\[ ?(?:错误位置|錯誤位置|Error location) ?\]|FILE[:：]|文件[:：] ?\S+\.php|File[:：] ?(?:/|[A-Z]:)).*(?:LINE|Line|行)\b ?[:：]? ?\d+|in \S+\.php (?:on )?line \d+$|ThinkPHP V\d[\d.]* ?\{|#\d+ \[\d+\]\w+ in \S+ line \d+|(?:\d+/\d+ )?\w*(?:Exception|Error) in \S+ (?:on )?line \d+"
)
_ASP_PLACE = re.compile(r"/?[\w./-]+\.(?:asp|aspx|asa|inc) ?[，,] ?(?:行|第|line) ?\d+(?: ?行)?(?:[，,].*)?$")
_ASP_CODE = re.compile(
    r"(?:Microsoft |ADODB\.|MSXML|Active Server Pages|Provider )\S.*['‘\"“]?8[0-9a-fA-F]{7}['’\"”]?\.?$"
)
_STATUS = re.compile(
    r"(?:HTTP (?:Status|Error|错误) ?[-–:]? ?)?[45]\d\d(?:\.\d+)? ?[-–—:|]? ?(?:Bad Gateway|Not Found|Forbidden|Internal Server Error|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Unauthorized|Bad Request|Too Many Requests|Page Not Found|File or directory not found)\b.{0,60}$",
    re.IGNORECASE,
)
_SERVER = re.compile(
    r"(?:nginx|openresty|tengine|Apache|Apache Tomcat|Microsoft-IIS|cloudflare|LiteSpeed|Caddy)(?:/\d[\w.-]*)?(?: \([^()]{1,30}\))?(?: Server at \S+ Port \d+)?$",
    re.IGNORECASE,
)
_JSON = re.compile(
    r"\{ ?\"(?:code|status|errno|error|errcode|errmsg|success|msg|message|ret|result)\" ?:.{0,600}\}$",
    re.DOTALL,
)
_DUMP = re.compile(
    r"(?:array|object|string|int|float|bool|NULL)\(?[\w\\]{0,40}\)?(?:#\d+)? ?\(\d*\) ?(?:\{|\"|$)|(?:array|string|object)\(\d+\) ?[{\"]"
)


def php_message(block: Block) -> bool:
    r"""A PHP message with its file and line (main.c, php_error_cb; html, plain and log forms, 5–8).

    Takes: Warning: Undefined array key "title" in /www/wwwroot/site/index.php on line 12
    Takes: ( ! ) Notice: Undefined index: x in D:\wamp64\www\a.php on line 3
    Takes: <b>Deprecated</b>:  Function a() is deprecated in <b>/www/fn.php</b> on line <b>88</b><br />
    Leaves: Warning: this path floods in spring, so turn back on line 4 of the map's legend.
    """
    text = block.text
    if "line" not in text:
        return False
    text = _TAG.sub("", text).rstrip() if "<" in text else text
    if not _PHP_TAIL.search(text, max(0, len(text) - 30)):
        return False
    return (
        bool(_PHP_HEAD.match(text)) and " in " in text and any(mark in text for mark in ("/", "\\", ".php", "Unknown"))
    )


def php_uncaught(block: Block) -> bool:
    """An exception that nobody caught, or a limit that PHP ran into.

    Takes: Fatal error: Uncaught ValueError: array_rand(): Argument #1 ($array) cannot be empty in /x/w.php:2
    Leaves: Fatal error: the bridge was built for carts, and nobody told the lorries.
    """
    text = block.text
    return (
        "rror:" in text[:60]
        and bool(_UNCAUGHT.match(text))
        and (bool(_LOCATED.search(text, max(0, len(text) - LONGEST_HEAD))) or "Stack trace" in text)
    ) or (text.startswith("thrown in ") and bool(_PHP_TAIL.search(text, max(0, len(text) - 30))))


def stack_frame(block: Block) -> bool:
    r"""One line of a stack trace: PHP, xdebug, Java, Python, .NET.

    Takes: #0 /x/w.php(2): array_rand(Array)
    Takes: 2 0.0211 1204480 render( 'article' ) ...\index.php:31
    Takes: at org.apache.jsp.index_jsp._jspService(index_jsp.java:105)
    Leaves: #1 on our list is the lighthouse.
    """
    text = block.text
    if len(text) > LONGEST_HEAD * 2:
        return False
    first = text[0]
    if first == "#":
        return bool(_PHP_FRAME.match(text) or _XDEBUG_HEAD.match(text))
    if first.isdigit():
        return bool(_XDEBUG_FRAME.match(text))
    if first in "a在.":
        return bool(_JAVA_FRAME.match(text) or _DOTNET_FRAME.match(text))
    return bool(_XDEBUG_HEAD.match(text) or (first == "F" and _PYTHON_FRAME.match(text)))


def stack_heading(block: Block) -> bool:
    """The line that opens a stack trace.

    Takes: Stack trace:
    Takes: Traceback (most recent call last):
    Leaves: Call stack overflows explained
    """
    return block.text.strip() in _STACK_HEADINGS


_STACK_HEADINGS = frozenset(
    {
        "Stack trace:",
        "Stack trace",
        "Stack Trace:",
        "Call Stack",
        "Call Stack:",
        "Backtrace:",
        "Traceback (most recent call last):",
        "Exception Datas",
        "Exception Data",
        "堆栈跟踪:",
        "[ Stack ]",
        "Environment Variables",
    }
)


def sql_message(block: Block) -> bool:
    """A database's complaint, with the statement that it complains of.

    Takes: SQLSTATE[HY000] [2002] Connection refused
    Takes: Errno.: 1064
    Takes: SQL: SELECT id FROM cms_article LIMIT 8
    Leaves: SQL: a short history of a long-lived language
    """
    text = block.text[:LONGEST_HEAD]
    return bool(_SQL_MESSAGE.match(text) or _SQL_STATEMENT.match(text))


def error_location(block: Block) -> bool:
    """The file and line that a framework names under its error.

    Takes: [错误位置] FILE: /home/wwwroot/cms/core/Db.class.php  LINE: 156
    Leaves: 文件: 请带身份证原件。
    """
    return len(block.text) <= LONGEST_HEAD and bool(_LOCATION.match(block.text))


def asp_message(block: Block) -> bool:
    """Classic ASP: the component, its code, and the page's line.

    Takes: Microsoft VBScript 运行时错误 错误 '800a000d'
    Takes: /inc/conn.asp，行 27
    Leaves: “ADODB.Connection 错误 800a0e7a”怎么解决?三个步骤
    """
    return len(block.text) <= LONGEST_HEAD and bool(_ASP_CODE.match(block.text) or _ASP_PLACE.match(block.text))


def exception_line(block: Block) -> bool:
    """A qualified exception class, as Java and .NET print it.

    Takes: java.lang.NullPointerException: Cannot invoke "String.length()" because "s" is null
    Leaves: java.lang is a package that needs no import.
    """
    return "." in block.text[:120] and bool(_EXCEPTION.match(block.text[:LONGEST_HEAD]))


def http_status(block: Block) -> bool:
    """A web server's status page.

    Takes: 502 Bad Gateway
    Takes: HTTP Status 500 – Internal Server Error
    Leaves: 404 pages that made us smile
    """
    return block.size <= 120 and bool(_STATUS.match(block.text))


def server_signature(block: Block) -> bool:
    """The server's name under its status page.

    Takes: nginx/1.18.0
    Leaves: nginx is configured in one file.
    """
    return block.size <= 100 and bool(_SERVER.match(block.text))


def json_message(block: Block) -> bool:
    """An interface's answer instead of a page.

    Takes: {"code":201,"message":"非法请求！！！","data":{"file":"/www/wwwroot/a.php","line":48}}
    Leaves: {"name": "value"} 是最简单的对象。
    """
    return block.text[0] == "{" and bool(_JSON.match(block.text[:700]))


def variable_dump(block: Block) -> bool:
    """What var_dump printed.

    Takes: array(0) { } string(18) "not allowed action"
    Leaves: array(3) 表示长度为三的数组。
    """
    return block.text[0] in "aosifbN" and len(block.text) < LONGEST_HEAD * 4 and bool(_DUMP.match(block.text))


RULES = (
    php_message,
    php_uncaught,
    stack_frame,
    stack_heading,
    sql_message,
    error_location,
    asp_message,
    exception_line,
    http_status,
    server_signature,
    json_message,
    variable_dump,
)
"""In order of trial; the first that sees something is reported."""

EDGE = frozenset({"http_status", "server_signature"})
"""Believed only outside running text or beside other errors: a heading may say as much."""
