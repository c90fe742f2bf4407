"""Conditions in words → whether an article goes into a feed: a small grammar, read by hand, never evaluated.

condition = any
any       = all { "or" all }
all       = one { "and" one }
one       = "not" one | "(" any ")" | test
test      = name [ comparison ]
comparison = ( "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" ) value
           | [ "not" ] "in" "[" value { "," value } "]"
value     = a word, or anything in quotation marks
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import NoReturn

from msgspec import Struct

from pipeline.article import Article
from pipeline.errors import SettingsError, nearest
from pipeline.feed.subjects import SUBJECTS, Compare

Condition = Callable[[Article], bool]

_TOKEN = re.compile(
    r"""\s*(?:(?P<operator><=|>=|!=|==|[=<>()\[\],])|"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'"""
    r"""|(?P<word>[^\s<>=!()\[\],"']+))"""
)
_OPERATORS = ("=", "==", "!=", "<", "<=", ">", ">=", "contains", "in")
_WORDS = ("and", "or", "not")
DEEPEST = 50


class Token(Struct, frozen=True):
    """A word, an operator or a quoted text of a condition, and the column where it begins, from 1."""

    text: str
    column: int
    quoted: bool = False


def conditions(texts: Iterable[str], where: str) -> Condition:
    """What an article must fulfil: all of these conditions; `where` begins the sentence of an error.

    Raises SettingsError, which points at the column.
    """
    tests = tuple(_Reader(text, where).condition() for text in texts)
    return lambda article: all(test(article) for test in tests)


class _Reader:
    """One condition while it is read."""

    def __init__(self, text: str, where: str) -> None:
        self._text = text
        self._where = where
        self._tokens = self._split()
        self._place = 0
        self._depth = 0

    def condition(self) -> Condition:
        """The whole of it."""
        read = self._any()
        if (rest := self._peek()) is not None:
            self._refuse(rest.column, f"{rest.text!r} is too much; join conditions with and, or")
        return read

    def _split(self) -> list[Token]:
        tokens = []
        place = 0
        while self._text[place:].strip():
            found = _TOKEN.match(self._text, place)
            if found is None:
                column = place + len(self._text[place:]) - len(self._text[place:].lstrip()) + 1
                what = "this quotation mark is not closed" if self._text[column - 1] in "\"'" else "cannot be read"
                self._refuse(column, what)
            kind = found.lastgroup or ""
            quoted = kind in ("double", "single")
            text = re.sub(r"\\(.)", r"\1", found[kind]) if quoted else found[kind]
            tokens.append(Token(text, found.start(kind) + 1 - quoted, quoted))
            place = found.end()
        return tokens

    def _any(self) -> Condition:
        tests = [self._all()]
        while self._take("or"):
            tests.append(self._all())
        return tests[0] if len(tests) == 1 else lambda article: any(test(article) for test in tests)

    def _all(self) -> Condition:
        tests = [self._one()]
        while self._take("and"):
            tests.append(self._one())
        return tests[0] if len(tests) == 1 else lambda article: all(test(article) for test in tests)

    def _one(self) -> Condition:
        opening = self._peek()
        if opening is not None and self._take("not", "("):
            self._depth += 1
            if self._depth > DEEPEST:
                self._refuse(opening.column, f"more than {DEEPEST} conditions inside each other")
            inner = self._one() if opening.text == "not" else self._any()
            if opening.text == "(" and not self._take(")"):
                self._refuse(self._column(), "here a ) is missing")
            self._depth -= 1
            return inner if opening.text == "(" else lambda article: not inner(article)
        return self._test()

    def _test(self) -> Condition:
        name = self._next("here the name of a field is missing")
        if name.quoted or name.text in (*_OPERATORS, *_WORDS, ")", "[", "]", ","):
            self._refuse(name.column, f"here stands {name.text!r}, not the name of a field")
        subject = SUBJECTS.get(name.text.replace("-", "_"))
        if subject is None:
            self._refuse(
                name.column, f"there is no field {name.text!r}; the nearest is {nearest(name.text, SUBJECTS)!r}"
            )
        operator = self._peek()
        if operator is None or operator.quoted:
            return subject.holds if operator is None else self._refuse(operator.column, "here an operator is missing")
        turned = operator.text == "not" and self._take("not")
        if self._take("in"):
            return self._in(subject.compare, name, turned=bool(turned))
        if turned:
            self._refuse(self._column(), "behind a name, not is followed by in")
        if not self._take(*_OPERATORS):
            if operator.text in (*_WORDS, ")"):
                return subject.holds
            self._refuse(operator.column, f"{operator.text!r} is no operator; there are {' '.join(_OPERATORS)}")
        return self._compared(subject.compare, name, operator)

    def _in(self, compare: Compare, name: Token, *, turned: bool) -> Condition:
        if not self._take("["):
            self._refuse(self._column(), "behind in stands a list: [a, b]")
        tests = [self._compared(compare, name, Token("=", self._column()))]
        while self._take(","):
            tests.append(self._compared(compare, name, Token("=", self._column())))
        if not self._take("]"):
            self._refuse(self._column(), "here a ] is missing")
        return lambda article: any(test(article) for test in tests) is not turned

    def _compared(self, compare: Compare, name: Token, operator: Token) -> Condition:
        value = self._next("here a value is missing")
        if not value.quoted and value.text in (*_OPERATORS, *_WORDS, "(", ")", "[", "]", ","):
            self._refuse(value.column, "here a value is missing; put it between quotation marks if this is one")
        turned = operator.text == "!="
        try:
            test = compare("=" if operator.text in ("==", "!=") else operator.text, value.text)
        except ValueError as wrong:
            self._refuse(value.column, f"{wrong}", wrong)
        if test is None:
            self._refuse(operator.column, f"{name.text} cannot be compared with {operator.text}")
        return partial(_differs, test) if turned else test

    def _peek(self) -> Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _column(self) -> int:
        token = self._peek()
        return len(self._text) + 1 if token is None else token.column

    def _take(self, *texts: str) -> bool:
        token = self._peek()
        if token is None or token.quoted or token.text not in texts:
            return False
        self._place += 1
        return True

    def _next(self, missing: str) -> Token:
        token = self._peek()
        if token is None:
            self._refuse(self._column(), missing)
        self._place += 1
        return token

    def _refuse(self, column: int, what: str, cause: Exception | None = None) -> NoReturn:
        raise SettingsError(f"{self._where}: column {column} of {self._text!r}: {what}.") from cause


def _differs(test: Condition, article: Article) -> bool:
    return not test(article)
