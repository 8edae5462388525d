"""The short lines in which a scribe keeps up with a room: reasons, ballots and tokens as they are called out.

A reason is `+k! prisoners on film`: for, by the seat with the letter k, strong. `-m? export law` is a weak one
against. `~` says that it only makes the result possible, `#2` that it builds on the second established result. A letter
in place of the text is one of the card's own: `+k b`. Where a seat speaks for itself, its letter may be left out; a
whole word after the sign is where the text begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wargame.deck import Deck, Strength, listed, nearest
from wargame.deck.model import ICD_203
from wargame.rules import LONGEST_REASON_GIVEN, TOKENS, Argue, Established, Token
from wargame.words import likelihood

_LINE = re.compile(
    r"\s*(?P<sign>[+−-])(?P<letters>[a-z]{0,2}(?![^\W\d_]))(?P<marks>[!?~]*)(?:#(?P<fact>\d{1,3}))?(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: A sign that a word follows at once, which is no letter of a seat; and a result's number that stands apart.
_JOINED = re.compile(r"\A\s*([+−-])(?=[^\W\d_]{3})")
_APART = re.compile(r"\A(\s*[+−-][a-z]{0,2}[!?~]*)\s+(?=#\d)", re.IGNORECASE)
#: A result's number behind the text.
_FACT_LAST = re.compile(r"(?P<text>.*\S)\s+#(?P<fact>\d{1,3})", re.DOTALL)
#: A number in per cent, and what follows it; and the word that joins a chance to its reason.
_CHANCE_FIRST = re.compile(r"(\d{1,3}\s*%?)(?![.,]?\d)[\s,;:.]*(.*)", re.DOTALL)
_BECAUSE = re.compile(r"[\s,;:.–-]*(?:because\b(?! of\b))?[\s,:]*", re.IGNORECASE)
_PER_CENT = re.compile(r"(\d{1,3})\s*%?")
#: So many in so many, as `1 in 3` or `1/3`; and several numbers where one is wanted, as `60-70` or `60 to 70`.
_OF_MANY = re.compile(r"(\d{1,3})(?:\s+in\s+|\s*/\s*)(\d{1,3})(?![\w%]|[.,/:]\d)", re.IGNORECASE)
#: What follows so many in so many where it is no chance but a span of time, as `60 in 90 days`.
_SPAN = re.compile(r"\s*(?:second|minute|hour|day|week|month|year|turn)s?\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\d{1,3}\s*%?(?:[:–−/-]|\s+(?:to|or)\s+|\s*/\s*)\d|\d{1,2}\s+in\s+(?:a|two|three|four|five|six|ten)\b",
    re.IGNORECASE,
)
_ONE = "a chance is one number in per cent, or so many in so many, as `1 in 3`"
#: The words in which this program tells a chance, as chances.
_TOLD = {likelihood(chance): chance for chance in ICD_203.values()}


def seat_letters(deck: Deck) -> dict[str, str]:
    """A letter for each seat: the first one of its id that no seat before it has.

    >>> from wargame.deck import find_deck, load
    >>> seat_letters(load(find_deck("seoul")))["pyongyang"]
    'p'
    """
    found: dict[str, str] = {}
    for seat in deck.seats:
        letters = [*seat.casefold(), *"abcdefghijklmnopqrstuvwxyz"]
        found[seat] = next(each for each in letters if each.isalpha() and each.isascii() and each not in found.values())
    return found


def read_reason(
    deck: Deck, move: str, line: str, *, speaker: str = "", facts: Sequence[Established] = ()
) -> Argue | str:  # fmt: skip
    """The reason that a line gives, or a sentence that says what can't be read.

    `speaker`: the seat whose reason it is where the line names none. `facts` are the established results as the speaker
    sees them numbered, from 1.
    """
    match = _LINE.fullmatch(_APART.sub(r"\1", _JOINED.sub(r"\1 ", line, count=1), count=1))
    if match is None:
        return "a reason begins with + or -: `+k! prisoners on film`"
    letters, text = match["letters"].casefold(), match["text"].strip()
    last = None if match["fact"] else _FACT_LAST.fullmatch(text)
    text = text if last is None else last["text"]
    seat, suggested = speaker, 0
    if letters:
        seats = {letter: seat for seat, letter in seat_letters(deck).items()}
        if letters[0] not in seats:
            return f"no seat goes by the letter {letters[0]}; there is: {_legend(seats)}"
        seat = seats[letters[0]]
    place = letters[1:] or (text.casefold() if len(text) == 1 and text.isascii() and text.isalpha() else "")
    if place:
        suggested, text = ord(place) - ord("a") + 1, text if letters[1:] else ""
        if text:
            return "a reason is either one of the card's own, by its letter, or a text"
    number = int(match["fact"] or (last["fact"] if last is not None else 0))
    if number and number > len(facts):
        return f"no result {number} is established; there are {len(facts)}"
    if number and not text and not suggested:
        told = facts[number - 1].text
        text = told if len(told) <= LONGEST_REASON_GIVEN else f"{told[: LONGEST_REASON_GIVEN - 1].rstrip()}…"
    if not text and not suggested:
        return "a reason wants a text, or the letter of one of the card's own"
    marks = match["marks"]
    strength: Strength = "strong" if "!" in marks else "weak" if "?" in marks else "solid"
    return Argue(
        move,
        seat,
        "for" if match["sign"] == "+" else "against",
        text,
        strength,
        "enabling" if "~" in marks else "causal",
        facts[number - 1].id if number else "",
        suggested,
    )


def _legend(seats: Mapping[str, str]) -> str:
    return ", ".join(f"{letter} {seat}" for letter, seat in seats.items())


def read_chance(deck: Deck, word: str) -> int | str:
    """A chance in per cent, as a number, as so many in so many, or in a word; or a sentence that says why it is none.

    The words are those of the deck's scale, and those in which this program itself tells a chance.

    >>> from wargame.deck import find_deck, load
    >>> deck = load(find_deck("first-hour"))
    >>> read_chance(deck, "70 %"), read_chance(deck, "1 in 3"), read_chance(deck, "roughly even")
    (70, 33, 50)

    Two numbers that make a hundred are what speaks for it and against it:

    >>> read_chance(deck, "50/50"), read_chance(deck, "60/40")
    (50, 60)
    """
    match = _PER_CENT.fullmatch(word.strip())
    if match is not None:
        chance = int(match[1])
        return chance if chance <= 100 else "a chance is a number from 0 to 100, in per cent"
    part = _OF_MANY.fullmatch(word.strip())
    if part is not None:
        some, many = int(part[1]), int(part[2])
        if "/" in word and some + many == 100:
            return some
        return (200 * some + many) // (2 * many) if 0 < many >= some else _ONE
    meant = " ".join(word.casefold().replace("_", " ").replace("-", " ").split())
    known = _TOLD | {each.replace("_", " ").casefold(): chance for each, chance in deck.scale.items()}
    if meant in known:
        return known[meant]
    guess = nearest(meant, known)
    words = f"did you mean {guess}?" if guess else f"the words are: {listed(map(_plainly, deck.scale))}"
    return f"`{word}` is no chance: a number in per cent, or a word; {words}"


def _plainly(word: str) -> str:
    """A word of a deck's scale as people write it."""
    return word.replace("_", " ")


def read_odds(deck: Deck, text: str) -> tuple[int, str] | str:
    """A chance in per cent and the reason for it, or a sentence that says why it is none.

    >>> from wargame.deck import find_deck, load
    >>> deck = load(find_deck("first-hour"))
    >>> read_odds(deck, "60% because the road is open")
    (60, 'the road is open')
    >>> read_odds(deck, "very likely, they say")
    (88, 'they say')
    >>> read_odds(deck, "1 in 3 they say")
    (33, 'they say')
    """
    part = _OF_MANY.match(text)
    if part is not None and (int(part[1]) <= int(part[2]) or "/" in part[0]) and not _SPAN.match(text, part.end()):
        chance = read_chance(deck, part[0])
        return chance if isinstance(chance, str) else (chance, _reason(text[part.end() :]))
    if _SEVERAL.match(text):
        return _ONE
    match = _CHANCE_FIRST.match(text)
    if match is not None:
        chance = read_chance(deck, match[1])
        return chance if isinstance(chance, str) else (chance, _reason(match[2]))
    words = text.replace(",", " , ").replace(":", " : ").split()
    for many in (3, 2, 1):
        chance = read_chance(deck, " ".join(words[:many]))
        if len(words) >= many and not isinstance(chance, str):
            rest = text
            for word in words[:many]:
                rest = rest[rest.index(word) + len(word) :]
            return chance, _reason(rest)
    chance = read_chance(deck, words[0] if words else text)
    return chance if isinstance(chance, str) else (chance, "")


def _reason(text: str) -> str:
    """A reason without the word that only joins it to what it is for."""
    match = _BECAUSE.match(text)
    return text[match.end() :].strip() if match is not None else text


def read_show(deck: Deck, text: str) -> tuple[int, ...] | str:
    """What a room shows: fingers as `546354`, each a word of the deck's scale from the lowest; or chances with blanks.

    >>> from wargame.deck import find_deck, load
    >>> read_show(load(find_deck("first-hour")), "454")
    (50, 68, 50)
    """
    words = text.split()
    steps = sorted(deck.scale.values())
    if len(words) == 1 and words[0].isascii() and words[0].isdigit():
        fingers = [int(each) for each in words[0]]
        if all(1 <= each <= len(steps) for each in fingers):
            return tuple(steps[each - 1] for each in fingers)
        return f"fingers are 1 to {len(steps)}, from {_lowest(deck)} up; a chance wants a % sign"
    found = [read_chance(deck, word) for word in words]
    wrong = next((each for each in found if isinstance(each, str)), None)
    return wrong if wrong is not None else tuple(each for each in found if isinstance(each, int))


def _lowest(deck: Deck) -> str:
    return _plainly(min(deck.scale, key=lambda word: deck.scale[word]))


def read_tokens(text: str) -> tuple[Token, ...] | str:
    """What goes into the bag: `SS SF FF`, one pair a voter."""
    found: list[Token] = []
    for word in text.upper().split():
        pair = next((each for each in TOKENS if each == word or each == word[::-1]), None)
        if pair is None:
            return f"`{word}` are no tokens: SS for success, FF for failure, SF for either"
        found.append(pair)
    return tuple(found)
