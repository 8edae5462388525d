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
from wargame.rules import TOKENS, Argue, Established, Token

_LINE = re.compile(
    r"\s*(?P<sign>[+−-])(?P<letters>[a-z]{0,2}(?![^\W\d_]))(?P<marks>[!?~]*)(?:#(?P<fact>\d{1,3}))?(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: A sign that a word follows at once, which is no letter of a seat; and a result's number that stands apart.
_JOINED = re.compile(r"\A\s*([+−-])(?=[^\W\d_]{3})")
_APART = re.compile(r"\A(\s*[+−-][a-z]{0,2}[!?~]*)\s+(?=#\d)", re.IGNORECASE)
#: A number in per cent, and what follows it; and the word that joins a chance to its reason.
_CHANCE_FIRST = re.compile(r"(\d{1,3}\s*%?)(?![.,]?\d)[\s,;:.]*(.*)", re.DOTALL)
_BECAUSE = re.compile(r"[\s,;:.–-]*(?:because\b(?! of\b))?[\s,:]*", re.IGNORECASE)
_PER_CENT = re.compile(r"(\d{1,3})\s*%?")


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
    number = int(match["fact"] or 0)
    if number and number > len(facts):
        return f"no result {number} is established; there are {len(facts)}"
    if number and not text and not suggested:
        text = facts[number - 1].text
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
    """A chance in per cent, as a number or a word of the deck's scale; or a sentence that says why it is none."""
    match = _PER_CENT.fullmatch(word.strip())
    if match is not None:
        chance = int(match[1])
        return chance if chance <= 100 else "a chance is a number from 0 to 100, in per cent"
    known = word.strip().casefold().replace(" ", "_").replace("-", "_")
    if known in deck.scale:
        return deck.scale[known]
    guess = nearest(known, deck.scale)
    words = f"did you mean {guess}?" if guess else f"the words are: {listed(deck.scale)}"
    return f"`{word}` is no chance: a number in per cent, or a word; {words}"


def read_odds(deck: Deck, text: str) -> tuple[int, str] | str:
    """A chance in per cent and the reason for it, or a sentence that says why it is none.

    >>> from wargame.deck import find_deck, load
    >>> deck = load(find_deck("first-hour"))
    >>> read_odds(deck, "60% because the road is open")
    (60, 'the road is open')
    >>> read_odds(deck, "very likely, they say")
    (88, 'they say')
    """
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
    return min(deck.scale, key=lambda word: deck.scale[word]).replace("_", " ")


def read_tokens(text: str) -> tuple[Token, ...] | str:
    """What goes into the bag: `SS SF FF`, one pair a voter."""
    found: list[Token] = []
    for word in text.upper().split():
        pair = next((each for each in TOKENS if each == word or each == word[::-1]), None)
        if pair is None:
            return f"`{word}` are no tokens: SS for success, FF for failure, SF for either"
        found.append(pair)
    return tuple(found)
