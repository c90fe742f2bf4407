"""Kept lines → those that a text holds in pairs or counts: questions with answers, couplets, chapters, references.

Each reads places among the kept lines and the lines themselves, and gives the places that it vouches for.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.houses import gives_notice
from pipeline.model import Block

FEWEST = 3
"""Lines of one form that are a list; sections that are counted."""
FEWEST_PAIRS = 2
"""Questions with their answers, couplets, references: what has two parts or a number needs fewer."""
HEADING = 24
"""Columns of a line over such a list that names it: 食材, Ingredients; and of the heading of what follows."""
LONGEST_QUESTION, SHORTEST_ANSWER, ANSWER = 120, 16, 3
"""Columns of a question and of a sentence that answers it; so many sentences at most."""
LONGEST_VERSE = 20
"""Characters."""

_CHAPTER = re.compile(r"[(\[]?(?:(\d{1,2})[:：])?(\d{1,2})[:：](\d\d)[)\]]?\s*[-–—|]?\s*[^\W\d].{0,60}")
"""The part of a recording that begins there. A list of news by the hour does not begin at zero."""
_QUESTION = re.compile(
    r"(?:Q|F|问|問|问题|問題|提问|質問|질문|Question|Frage|Pregunta|Domanda|Pergunta|Вопрос|Pytanie|Vraag|Soru|Hỏi)\s?\d{0,2}\s?[:：.、]\s?\S.{3,}",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:A|R|答|回答|답변|답|Answer|Antwort|Réponse|Respuesta|Risposta|Resposta|Ответ|Odpowiedź|Antwoord|Cevap|Đáp)\s?\d{0,2}\s?[:：.、]\s?\S.{3,}",
    re.IGNORECASE,
)
_HEADS_REFERENCES = re.compile(
    r"(?:主要)?参考(?:资料|文献|书目|来源)|參考(?:資料|文獻|書目|來源)|注释|註釋|脚注|参考文献|出典|脚注|참고\s?문헌|각주|references|notes|footnotes|bibliography|works cited|sources"
    r"|literatur|einzelnachweise|fußnoten|quellen|références|notes et références|bibliographie|referencias|bibliografía|riferimenti|bibliografia|referências|примечания|литература|источники|przypisy|literatura|kaynakça|tài liệu tham khảo"
)
_NUMBERED = re.compile(r"[\[【(（^]?(\d{1,3})(?:[\]】)）]|[.．、:：]|\s)\s*\S.{5,}")


def answered(below: list[int], blocks: dict[int, Block]) -> Iterator[int]:
    """Questions with a sentence or two of answer under each, one pair below the other, and the line over the first.

    A frame's questions have buttons below them: `役に立ちましたか?` over `はい`.
    """
    place = 0
    while place < len(below):
        ends = [place]
        while (end := _behind_answer(below, blocks, ends[-1])) > ends[-1]:
            ends.append(end)
        start, stop = ends[0], ends[-1]
        if len(ends) > FEWEST_PAIRS:
            # Behind the last answer a frame's sentence may follow: it is no longer than the others.
            longest = max(after - before for before, after in pairwise(ends[:-1]))
            headed = start > 0 and blocks[below[start - 1]].size <= HEADING and not blocks[below[start - 1]].stops
            yield from below[start - 1 if headed else start : min(stop, ends[-2] + longest)]
        place = max(stop, start + 1)


def _behind_answer(below: list[int], blocks: dict[int, Block], place: int) -> int:
    """Behind the sentences that answer the question at a place; the place itself where none is asked or answered."""
    end = place
    if place < len(below) and blocks[below[place]].text[-1] in "?？" and blocks[below[place]].size <= LONGEST_QUESTION:
        end = place + 1
        while end < len(below) and end <= place + ANSWER and _answers(blocks[below[end]]):
            end += 1
    return end if end > place + 1 else place


def _answers(block: Block) -> bool:
    return block.stops and block.text[-1] not in "?？" and block.size >= SHORTEST_ANSWER


def chapters(inside: list[int], blocks: dict[int, Block]) -> Iterator[int]:
    """The chapters of a recording from zero on, each later than the one before, and the line that leads to them."""
    run: list[int] = []
    said = -1
    for place, index in enumerate([*inside, -1]):
        found = (
            _CHAPTER.fullmatch(blocks[index].text) if index >= 0 and blocks[index].text[0] in "([0123456789" else None
        )
        at = -1 if found is None else 3600 * int(found[1] or 0) + 60 * int(found[2]) + int(found[3])
        if found is not None and (at > said if run else at == 0):
            run.append(place)
            said = at
            continue
        if len(run) >= FEWEST:
            start = run[0] - (run[0] > 0 and blocks[inside[run[0] - 1]].size <= HEADING)
            yield from inside[start : run[-1] + 1]
        run, said = ([place], 0) if at == 0 else ([], -1)


def couplets(inside: list[int], blocks: dict[int, Block]) -> Iterator[int]:
    """Lines of verse: as long as each other, a comma at the end of one and a full stop at the end of the next."""
    place = 0
    while place + 1 < len(inside):
        first, second = blocks[inside[place]], blocks[inside[place + 1]]
        if (
            first.text[-1] in "，,；;"
            and second.stops
            and len(first.text) == len(second.text) <= LONGEST_VERSE
            and first.text[0] >= "\u3041"
        ):
            yield from inside[place : place + 2]
            place += 1
        place += 1


def labelled_answers(inside: list[int], blocks: dict[int, Block]) -> Iterator[int]:
    """Questions, each with its answer behind it, both with their label; a heading over the first."""
    pairs = [
        place
        for place, (index, after) in enumerate(pairwise(inside))
        if _QUESTION.fullmatch(blocks[index].text) and _ANSWER.match(blocks[after].text)
    ]
    if len(pairs) >= FEWEST_PAIRS:
        first = pairs[0]
        if blocks[inside[first - 1]].size <= HEADING:
            yield inside[first - 1]
        for place in pairs:
            yield from inside[place : place + 2]


def signed(inside: list[int], blocks: dict[int, Block]) -> Iterator[int]:
    """The day of a notice right behind the offices that give it, below its text."""
    for before, after in pairwise(inside):
        short = after == before + 1 and blocks[after].size <= HEADING
        if short and gives_notice(blocks[before].text, blocks[after].text):
            yield from (before, after)


def references(inside: list[int], blocks: dict[int, Block]) -> Iterator[int]:
    """What a text refers to, counted from one under its heading."""
    for place, index in enumerate(inside):
        if blocks[index].size > HEADING or not _HEADS_REFERENCES.fullmatch(blocks[index].key.strip(" :#*")):
            continue
        end = place + 1
        while (
            end < len(inside) and (found := _NUMBERED.match(blocks[inside[end]].text)) and int(found[1]) == end - place
        ):
            end += 1
        if end - place > FEWEST_PAIRS:
            yield from inside[place:end]
