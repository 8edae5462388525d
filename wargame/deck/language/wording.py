"""How conditions and sums read in the titles of the board: `Aid at least Dual-use`, `Turn 3 or later`.

The words are exact: whoever knows them needs no figures. What plain words would only make longer stays in figures, as
`Cash at least 20 + 6 × Leverage` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from attrs import evolve, field, frozen

from wargame.deck.language.expression import (
    Arithmetic,
    Call,
    Comparison,
    Junction,
    LevelTest,
    Node,
    Not,
    Sign,
    TrackValue,
    WholeNumber,
    compares,
)
from wargame.deck.model import Track
from wargame.deck.text import listed

TURN = "turn"

_VERBS = {">=": "at least", "<=": "at most", ">": "above", "<": "below", "!=": "not"}
_OPPOSITE: dict[Sign, Sign] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED: dict[Sign, Sign] = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_FIGURES = {"+": "+", "-": "−", "*": "×", "/": "/"}
_EXTREMES = {"max": "the highest of", "min": "the lowest of"}

#: How tightly each form holds together; a looser one inside a tighter one is put in brackets.
LOOSEST, _OR, _AND, _NOT, _TEST, _SUM, _PRODUCT, _WHOLE = 6, 5, 4, 3, 2, 1, 0, -1


@frozen
class _Said:
    """Words, and how loosely they hang together."""

    text: str
    looseness: int


@frozen
class _Test:
    """One comparison in words. Of two that test one subject, the second need not name it again.

    `equal`: it asks for one value, so that several of them may be listed.
    """

    subject: str
    verb: str
    value: str
    equal: bool = False

    @property
    def text(self) -> str:
        """The whole test."""
        return " ".join(filter(None, (self.subject, self.verb, self.value)))

    @property
    def rest(self) -> str:
        """What is said after another test of the same subject."""
        return f"{self.verb} {self.value}" if self.verb else self.text


@frozen
class Wording:
    """Says nodes in the titles of `tracks`. `be`: what stands between a track and the one value it should have."""

    tracks: Mapping[str, Track] = field(repr=False)
    be: str = "is"

    def say(self, node: Node, within: int = LOOSEST) -> str:
        """What a bound node says, in brackets where it holds together more loosely than `within`."""
        said = self._said(node)
        return f"({said.text})" if said.looseness > within else said.text

    def title(self, track: str) -> str:
        """What a track is called; what is none is the turn."""
        return self.tracks[track].title if track in self.tracks else "Turn"

    def _said(self, node: Node) -> _Said:
        match node:
            case WholeNumber(value):
                return _Said(str(value).replace("-", "−"), _WHOLE)
            case TrackValue(track):
                return _Said(self.title(track), _WHOLE)
            case Call(function, arguments):
                return _Said(f"{function}({', '.join(self.say(each) for each in arguments)})", _WHOLE)
            case Arithmetic(sign, left, right):
                own = _SUM if sign in "+-" else _PRODUCT
                # What stands right of `-` or `/` is bracketed where it is as loose: a - (b - c).
                right_within = own - 1 if sign in "-/" else own
                return _Said(f"{self.say(left, own)} {_FIGURES[sign]} {self.say(right, right_within)}", own)
            case LevelTest() | Comparison():
                return _Said(self._test(node).text, _TEST)
            case Not(term):
                return self._denied(term)
            case Junction(word, terms):
                return self._joined(word, terms)
        raise TypeError(f"not bound: {node}")

    def _denied(self, term: Node) -> _Said:
        if isinstance(term, Not):
            return self._said(term.term)
        test = self._single(Not(term))
        return _Said(test.text, _TEST) if test else _Said(f"not {self.say(term, _TEST - 1)}", _NOT)

    def _joined(self, word: str, terms: Iterable[Node]) -> _Said:
        """Several truths; those beside each other that test the same subject name it once."""
        own = _OR if word == "or" else _AND
        said: list[str] = []
        for subject, run in groupby(terms, self._subject):
            alike = list(run)
            if subject:
                said.append(_of_one_subject(word, [test for each in alike if (test := self._single(each))]))
            else:
                said += [self.say(each, own - 1) for each in alike]
        if word == "and" and len(said) > 2:
            # A list with commas is as loose as any alternative: inside one it stands in brackets.
            return _Said(f"{', '.join(said[:-1])}, and {said[-1]}", _OR)
        # The comma of `A, or B and C` and of `Tabled or Reading, or A` says what belongs together.
        apart = word == "or" and any(" or " in each or " and " in each for each in said)
        return _Said(f"{',' if apart else ''} {word} ".join(said), own)

    def _subject(self, node: Node) -> str:
        """Whom a truth is about, where it is a single comparison."""
        test = self._single(node)
        return test.subject if test else ""

    def _single(self, node: Node) -> _Test | None:
        """A single comparison, or one that is denied; None for anything else."""
        match node:
            case LevelTest() | Comparison():
                return self._test(node)
            case Not(LevelTest() | Comparison() as term):
                return self._test(evolve(term, sign=_OPPOSITE[term.sign]))
        return None

    def _test(self, node: LevelTest | Comparison) -> _Test:
        if isinstance(node, LevelTest):
            track = self.tracks[node.track]
            if len(track.levels) == 2 and track.steps:
                return self._against(track.id, node.sign, track.levels[node.level].start)
            return self._worded(track.title, node.sign, track.levels[node.level].title)
        sign, left, right = node.sign, node.left, node.right
        if isinstance(left, WholeNumber):
            sign, left, right = _MIRRORED[sign], right, left
        return (
            self._of_tracks(sign, left, right) or self._of_call(sign, left, right) or self._figures(sign, left, right)
        )

    def _worded(self, subject: str, sign: Sign, value: str) -> _Test:
        return _Test(subject, _VERBS.get(sign, self.be), value, sign == "=")

    def _figures(self, sign: Sign, left: Node, right: Node) -> _Test:
        value = self.say(right, _TEST)
        if sign in ("=", "!=") and not isinstance(right, WholeNumber):
            return _Test(self.say(left, _TEST), "equal to" if sign == "=" else "not equal to", value)
        return self._worded(self.say(left, _TEST), sign, value)

    def _of_tracks(self, sign: Sign, left: Node, right: Node) -> _Test | None:
        """One track against a number or another track, or several together against a number."""
        found = _sum_of(Arithmetic("-", left, right))
        if found is None:
            return None
        times, number = found
        times = {track: each for track, each in times.items() if each}
        if not times or any(abs(each) != 1 for each in times.values()):
            return None
        first, *others = times
        if times[first] < 0:
            sign, number, times = _MIRRORED[sign], -number, {track: -each for track, each in times.items()}
        if not others:
            return self._against(first, sign, -number)
        if TURN in times:
            return None
        if all(each > 0 for each in times.values()):
            together = listed([self.title(track) for track in times])
            return self._worded(f"{together} together", sign, _number(-number))
        return self._apart(first, sign, others[0], -number) if len(others) == 1 else None

    def _against(self, track: str, sign: Sign, number: int) -> _Test:
        """One track, or the turn, against a number; a number that is a step of the track is said by its title."""
        if track == TURN:
            return _turn(sign, number)
        known = self.tracks[track]
        if not known.steps or not known.minimum <= number <= known.maximum:
            return self._worded(known.title, sign, _number(number))
        fitting = [level.title for level in known.levels if compares(sign, level.start, number)]
        if len(known.levels) == 2 and len(fitting) == 1:
            return _Test(f"{known.title}:", "", fitting[0], equal=True)
        return self._worded(known.title, sign, self._step(track, number))

    def _step(self, track: str, number: int) -> str:
        """The title of the step that a number is of a track; empty where it is none."""
        known = self.tracks.get(track)
        if known is None or not known.steps or not known.minimum <= number <= known.maximum:
            return ""
        level = known.level(number)
        return level.title if level else ""

    def _apart(self, track: str, sign: Sign, other: str, by: int) -> _Test | None:
        """One track against another and a number. Both are whole, so that to be above is to be 1 or more above."""
        subject, value = self.title(track), self.title(other)
        if sign in ("=", "!="):
            how = "equal to" if sign == "=" else "not equal to"
            return _Test(subject, how, value) if by == 0 else None
        more = sign in (">", ">=")
        least = by if sign in (">=", "<=") else by + 1 if more else by - 1
        size, word, far = (least, "above", "below") if more else (-least, "below", "above")
        if size > 0:
            return _Test(subject, word, value if size == 1 else f"{value} by {size} or more")
        if size == 0:
            return _Test(subject, "no lower than" if more else "no higher than", value)
        return _Test(subject, "at most", f"{-size} {far} {value}")

    def _of_call(self, sign: Sign, left: Node, right: Node) -> _Test | None:
        """The highest or lowest of some tracks, or the gap between two, against a number."""
        if not isinstance(left, Call) or not isinstance(right, WholeNumber):
            return None
        if left.function == "abs":
            found = _sum_of(left.arguments[0])
            if found is None or found[1] or sorted(found[0].values()) != [-1, 1] or TURN in found[0]:
                return None
            between = " and ".join(self.title(track) for track in found[0])
            return self._worded(f"the gap between {between}", sign, _number(right.value))
        names = [each.track for each in left.arguments if isinstance(each, TrackValue)]
        if left.function not in _EXTREMES or len(names) < len(left.arguments):
            return None
        steps = {self._step(track, right.value) for track in names}
        value = steps.pop() if len(steps) == 1 else ""
        titles = listed([self.title(track) for track in names])
        return self._worded(f"{_EXTREMES[left.function]} {titles}", sign, value or _number(right.value))


def _of_one_subject(word: str, tests: list[_Test]) -> str:
    if word == "or" and all(test.equal for test in tests):
        return listed([tests[0].text, *(test.value for test in tests[1:])], "or")
    return f" {word} ".join([tests[0].text, *(test.rest for test in tests[1:])])


def _turn(sign: Sign, number: int) -> _Test:
    """Turns are whole, so that after 2 is 3 or later."""
    if sign in ("=", "!="):
        return _Test("Turn" if sign == "=" else "not Turn", "", _number(number), sign == "=")
    if sign in (">", ">="):
        return _Test("Turn", "", f"{_number(number + (sign == '>'))} or later")
    return _Test("Turn", "", f"{_number(number - (sign == '<'))} or earlier")


def _sum_of(node: Node) -> tuple[dict[str, int], int] | None:
    """How often each track counts in a sum, and the number that is added; None for what is no plain sum."""
    match node:
        case WholeNumber(value):
            return {}, value
        case TrackValue(track):
            return {track: 1}, 0
        case Arithmetic("+" | "-" as sign, left, right):
            first, second = _sum_of(left), _sum_of(right)
            if first is None or second is None:
                return None
            by = 1 if sign == "+" else -1
            times = {name: first[0].get(name, 0) + by * second[0].get(name, 0) for name in (*first[0], *second[0])}
            return times, first[1] + by * second[1]
    return None


def _number(value: int) -> str:
    return str(value).replace("-", "−")
