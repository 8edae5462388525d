"""Names in expressions and effects are bound to a deck's tracks and levels, or refused with the place and a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from wargame.deck.language.condition import Condition
from wargame.deck.language.expression import (
    MOST_DIGITS,
    TRUTHS,
    Comparison,
    ExpressionError,
    Junction,
    LevelTest,
    Name,
    Node,
    Not,
    Sign,
    TrackValue,
    WholeNumber,
    parse,
)
from wargame.deck.language.expression import Arithmetic as Sum
from wargame.deck.language.expression import Call as Function
from wargame.deck.model import Cost, Effect, Track
from wargame.deck.text import nearest

TURN = "turn"

_FLIPPED: dict[str, Sign] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
CLAUSE = re.compile(r"\s*(?P<track>[A-Za-z_]\w*)\s*(?P<sign>[+=−–-]|(?i:up|down|to)\b)\s*(?P<amount>.*)", re.S)
_COST = re.compile(r"\s*(?P<track>[A-Za-z_]\w*)\s+(?P<amount>\d{1,6})\s*")
SIGNS = {"up": "+", "down": "-", "to": "=", "−": "-", "–": "-"}
#: Several words, and nothing to reckon with.
_WORDS = re.compile(r"[^\W\d]+(?:[ -][^\W\d]+)+")
_SET = re.compile(r"(?P<sign>=|to\b)\s*(?P<level>.+)", re.S | re.I)

Complain = Callable[[ExpressionError], None]


def condition(text: str, tracks: Mapping[str, Track], complain: Complain) -> Condition | None:
    """The bound condition, or None after `complain` has had every reason against it."""
    binder = _Binder(tracks, complain)
    node = binder.read(text, binder.truth)
    return None if node is None else Condition(text, node)


def amount(text: str, tracks: Mapping[str, Track], complain: Complain) -> Node | None:
    """The bound number, or None after `complain`."""
    binder = _Binder(tracks, complain)
    return binder.read(text, binder.number)


def effects(text: str, tracks: Mapping[str, Track], complain: Complain) -> tuple[Effect, ...]:
    """The changes that `track +1; other = level` asks for; spreadsheets may say `up 1`, `down 1`, `to level`."""
    found = []
    for clause, start in clauses(text):
        try:
            found.append(_effect(clause, start, tracks, complain))
        except ExpressionError as error:
            complain(error)
    return tuple(effect for effect in found if effect is not None)


def costs(text: str, tracks: Mapping[str, Track], complain: Complain) -> tuple[Cost, ...]:
    """What `capital 1; goodwill 2` takes."""
    found: list[Cost] = []
    for clause, start in clauses(text):
        match = _COST.fullmatch(clause)
        if match is None:
            complain(ExpressionError("a cost is a track and a whole number", start, len(clause), "`capital 1`"))
        elif match["track"] not in tracks:
            complain(_unknown(match["track"], start + match.start("track"), tracks))
        elif tracks[match["track"]].derived is not None:
            complain(_derived(match["track"], start + match.start("track")))
        elif any(cost.track == match["track"] for cost in found):
            message = f"`{match['track']}` is charged twice"
            complain(ExpressionError(message, start + match.start("track"), len(match["track"]), "add the two up"))
        else:
            found.append(Cost(match["track"], int(match["amount"])))
    return tuple(found)


def clauses(text: str) -> list[tuple[str, int]]:
    found, start = [], 0
    for clause in re.split(r"[;\n]", text):
        if clause.strip():
            lead = len(clause) - len(clause.lstrip())
            found.append((clause.strip(), start + lead))
        start += len(clause) + 1
    return found


def _effect(clause: str, start: int, tracks: Mapping[str, Track], complain: Complain) -> Effect | None:
    match = CLAUSE.fullmatch(clause)
    if match is None:
        hint = "write which track: `tension +1`, `aid = dual_use`"
        raise ExpressionError("an effect is a track, one of + - =, and an amount", start, len(clause), hint)
    name, at = match["track"], start + match.start("track")
    if name not in tracks:
        raise _unknown(name, at, tracks)
    track = tracks[name]
    if track.derived is not None:
        raise _derived(name, at)
    sign = SIGNS.get(match["sign"].casefold(), match["sign"])
    written, offset = match["amount"], start + match.start("amount")
    if not written.strip():
        raise ExpressionError(
            f"`{name} {match['sign']}` wants an amount", at, len(clause), f"`{name} {match['sign']} 1`"
        )
    level = next((level for level in track.levels if level.id == written.strip()), None)
    if sign == "=" and level is not None:
        return Effect(name, "=", WholeNumber(level.start))

    if written.isdecimal() and written.isascii() and len(written) <= MOST_DIGITS:
        return Effect(name, sign, WholeNumber(int(written)))  # type: ignore[arg-type]

    def shifted(error: ExpressionError) -> None:
        if sign == "=" and re.fullmatch(r"[A-Za-z_]\w*", written.strip()):
            error = _unknown(written.strip(), 0, [*(level.id for level in track.levels), *tracks], f"level of `{name}`")
        complain(ExpressionError(error.message, error.offset + offset, error.length, error.hint))

    node = amount(written, tracks, shifted)
    return None if node is None else Effect(name, sign, node)  # type: ignore[arg-type]


def _unknown(word: str, at: int, known: Mapping[str, Track] | list[str], what: str = "track") -> ExpressionError:
    guess = nearest(word, known)
    hint = f"did you mean `{guess}`?" if guess else ""
    return ExpressionError(f"no {what} is called `{word}`", at, len(word), hint)


def _derived(name: str, at: int) -> ExpressionError:
    hint = "change what it is derived from"
    return ExpressionError(f"`{name}` is derived and can't be changed by itself", at, len(name), hint)


class _Binder:
    """Walks an unbound tree; every reason against it goes to `complain`, and the walk goes on."""

    def __init__(self, tracks: Mapping[str, Track], complain: Complain) -> None:
        self._tracks = tracks
        self._complain = complain
        self._failed = False

    def read(self, text: str, bind: Callable[[Node], Node]) -> Node | None:
        """Parse and bind; None when anything was complained of."""
        try:
            node = bind(parse(text))
        except ExpressionError as error:
            self._complain(error)
            return None
        return None if self._failed else node

    def _fail(self, error: ExpressionError, node: Node) -> Node:
        self._failed = True
        self._complain(error)
        return node

    def number(self, node: Node) -> Node:
        """`node` bound, where a number is wanted."""
        match node:
            case Name(word, at):
                if word != TURN and word not in self._tracks:
                    return self._fail(_unknown(word, at, [*self._tracks, TURN]), node)
                return TrackValue(word, at)
            case Sum(sign, left, right, at):
                return Sum(sign, self.number(left), self.number(right), at)
            case Function(function, arguments, at):
                return Function(function, tuple(self.number(argument) for argument in arguments), at)
            case WholeNumber():
                return node
        message = "a number is wanted here, and this is true or false"
        return self._fail(ExpressionError(message, node.offset, 1), node)

    def truth(self, node: Node) -> Node:
        """`node` bound, where a truth is wanted."""
        match node:
            case Comparison(sign, left, right, at):
                return self._comparison(sign, left, right, at)
            case Not(term, at):
                return Not(self.truth(term), at)
            case Junction(word, terms, at):
                return Junction(word, tuple(self.truth(term) for term in terms), at)
            case Name(word, at):
                track = self._tracks.get(word)
                if track is not None and track.steps and len(track.levels) == 2:
                    starts = tuple(level.start for level in track.levels)
                    return LevelTest(word, "=", 1, starts, at)
                if track is None:
                    return self._fail(_unknown(word, at, self._tracks), node)
        hint = "compare it: `goodwill >= 3`"
        return self._fail(ExpressionError("a number is neither true nor false", node.offset, _width(node), hint), node)

    def _comparison(self, sign: Sign, left: Node, right: Node, at: int) -> Node:
        for track_side, level_side, seen_sign in ((left, right, sign), (right, left, _FLIPPED[sign])):
            if not (isinstance(track_side, Name) and isinstance(level_side, Name)):
                continue
            track = self._tracks.get(track_side.word)
            if track is None:
                continue
            for place, level in enumerate(track.levels):
                if level.id == level_side.word:
                    starts = tuple(each.start for each in track.levels)
                    return LevelTest(track.id, seen_sign, place, starts, track_side.offset)
            if level_side.word not in self._tracks and level_side.word != TURN:
                names = [level.id for level in track.levels] + list(self._tracks)
                what = f"level of `{track.id}`" if track.levels else "track"
                return self._fail(_unknown(level_side.word, level_side.offset, names, what), level_side)
        for side in (left, right):
            if isinstance(side, TRUTHS):
                message = "a comparison can't be compared again"
                return self._fail(ExpressionError(message, side.offset, 1), side)
        return Comparison(sign, self.number(left), self.number(right), at)


def _width(node: Node) -> int:
    return len(node.word) if isinstance(node, Name) else 1


def typed_effects(text: str, tracks: Mapping[str, Track]) -> tuple[Effect, ...]:
    """The effects that a person types in during play. Raises ValueError with the first reason against them.

    People read titles and not ids, so a track or a level may go by either, with any capitals: `Tension up 2, aid to
    Dual-use`. A word that is one track's id and another one's title is the id.
    """

    def complain(error: ExpressionError) -> None:
        raise ValueError(f"{error.message}; {error.hint}" if error.hint else error.message)

    return effects("; ".join(_typed(clause.strip(), tracks) for clause in _parted(text)), tracks, complain)


def _parted(text: str) -> list[str]:
    """The effects that a person types, which part also at commas, other than those inside brackets.

    >>> _parted("heat + max(1, min(2, 3)), trust - 1")
    ['heat + max(1, min(2, 3))', ' trust - 1']
    """
    found, depth = [""], 0
    for sign in text:
        if sign in ";\n" or (sign == "," and depth == 0):
            found.append("")
            depth = 0
            continue
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        found[-1] += sign
    return found


def _typed(clause: str, tracks: Mapping[str, Track]) -> str:
    """One effect as a person types it, as a deck writes it."""
    names = [(track.id, track) for track in tracks.values()] + [(track.title, track) for track in tracks.values()]
    for name, track in sorted(names, key=lambda each: len(each[0]), reverse=True):
        rest = clause[len(name) :]
        if clause[: len(name)].casefold() == name.casefold() and not rest[:1].isalnum() and rest[:1] != "_":
            rest = rest.lstrip().removeprefix(":").lstrip()
            alike = [each.id for each in tracks.values() if each.title == name]
            if name != track.id and len(alike) > 1:
                raise ValueError(f"`{name}` could be {' or '.join(alike)}; say which by its id")
            return f"{track.id} {_typed_level(rest, track)}"
    return clause


def _typed_level(rest: str, track: Track) -> str:
    match = _SET.fullmatch(rest)
    text = match["level"].strip() if match is not None else ""
    meant = text.casefold()
    named = {each.title.casefold(): each for each in track.levels} | {each.id.casefold(): each for each in track.levels}
    level = named.get(meant)
    if level is None and track.levels and _WORDS.fullmatch(text):
        there = ", ".join(each.title for each in track.levels)
        raise ValueError(f"no level of `{track.title}` is called `{text}`; there is: {there}")
    return rest if level is None else f"= {level.id}"
