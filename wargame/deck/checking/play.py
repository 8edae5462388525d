"""Warnings of what can't happen in play: conditions that never or always hold, odds at a limit, idle effects."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.deck.audience import FACILITATOR
from wargame.deck.checking.ranges import Range, Ranges, number_range
from wargame.deck.checking.reach import TURN, certain, payable, possible, whole_game
from wargame.deck.checking.uses import tracks_read
from wargame.deck.language.condition import Condition
from wargame.deck.language.expression import WholeNumber, names_read
from wargame.deck.model import BANDS, Card, Deck, Effect
from wargame.deck.reading.places import Place
from wargame.deck.reading.problems import Problem
from wargame.deck.reading.tree import Mapping

Path = tuple[str | int, ...]


class PlayWarnings:
    """A deck, where it stands, and how far its tracks can get."""

    def __init__(self, deck: Deck, place: Place) -> None:
        self._deck = deck
        self._place = place
        self._ranges = whole_game(deck)
        self._known: dict[tuple[str, int, int], tuple[bool, bool]] = {}
        unseen = {name for name, each in deck.tracks.items() if each.audience == FACILITATOR}
        self._unnoticed = unseen - set(tracks_read(deck)) - set(deck.reveals)

    def all(self) -> Iterator[Problem]:
        """Every warning."""
        for path, condition, never in self._conditions():
            yield from self._condition(condition, path, never, 1, len(self._deck.turns))
        for path, condition, never, first, last in self._timed_conditions():
            yield from self._condition(condition, path, never, first, last)
        yield from self._costs()
        yield from self._odds()
        yield from self._effects()
        yield from self._idle_cards()

    def _warn(self, path: Path, message: str, hint: str = "") -> Problem:
        return Problem(self._place.mark(*path), message, hint, "warning")

    def _conditions(self) -> Iterator[tuple[Path, Condition | None, str]]:
        """Every condition, where it stands, and what it means that it never holds."""
        deck = self._deck
        for card in deck.cards.values():
            yield ("cards", card.id, "needs"), card.needs, f"card {card.id} can never be played"
            yield ("cards", card.id, "trigger"), card.trigger, f"card {card.id} is never sprung"
            if card.commits is not None:
                never = f"the promise of card {card.id} never falls due"
                yield ("cards", card.id, "commits", "if"), card.commits.condition, never
            for at, each in enumerate(card.modifiers):
                yield (
                    ("cards", card.id, "modifiers", at, "if"),
                    each.condition,
                    f"a modifier of card {card.id} never applies",
                )
        for upkeep in deck.upkeep:
            yield ("upkeep", upkeep.id, "if"), upkeep.condition, f"upkeep {upkeep.id} never happens"
        for end in deck.ends:
            yield ("ends", end.id, "if"), end.condition, f"end {end.id} never comes"
        for answer in deck.answers:
            for state in answer.states:
                never = f"`{answer.question}` is never answered by state {state.id}"
                yield ("answers", answer.id, "states", state.id, "if"), state.condition, never
        for seat in deck.seats.values():
            for at, objective in enumerate(seat.objectives):
                never = f"an objective of seat {seat.id} is never reached"
                yield ("seats", seat.id, "objectives", at, "if"), objective.condition, never
        for policy in deck.policies.values():
            for at, preference in enumerate(policy.prefers):
                never = f"a preference of policy {policy.id} never holds"
                yield ("policies", policy.id, "prefers", at, "if"), preference.condition, never

    def _timed_conditions(self) -> Iterator[tuple[Path, Condition | None, str, int, int]]:
        """The conditions that are asked in some turns only, and the first and the last of these."""
        for inject in self._deck.injects.values():
            never = f"inject {inject.id} never arrives"
            yield ("injects", inject.id, "if"), inject.condition, never, inject.first, inject.last
        for estimate in self._deck.estimates.values():
            never = f"what estimate {estimate.id} asks is never so"
            yield ("estimates", estimate.id, "if"), estimate.truth, never, estimate.first, estimate.last

    def _condition(
        self, condition: Condition | None, path: Path, never: str, first: int, last: int
    ) -> Iterator[Problem]:
        if condition is None:
            return
        ranges = {**self._ranges, TURN: Range(first, last)}
        key = (condition.text, first, last)
        if key not in self._known:
            self._known[key] = (possible(condition, ranges), certain(condition, ranges))
        can_hold, must_hold = self._known[key]
        if not can_hold:
            yield self._warn(path, f"{never}: `{condition.text}` can't hold", _why(condition, ranges))
        elif must_hold:
            yield self._warn(path, f"`{condition.text}` always holds, and says nothing", _why(condition, ranges))

    def _costs(self) -> Iterator[Problem]:
        for card in self._deck.cards.values():
            if not payable(card, self._ranges):
                path = ("cards", card.id, "cost")
                yield self._warn(path, f"card {card.id} can never be paid for", "a lower cost, or more income")

    def _odds(self) -> Iterator[Problem]:
        """Odds that a limit holds whatever is so."""
        limits = self._deck.limits
        for card in self._deck.cards.values():
            path = ("cards", card.id, "chance")
            points = [each.points for each in card.modifiers]
            least = card.chance + sum(each for each in points if each < 0)
            most = card.chance + sum(each for each in points if each > 0)
            if not limits.lowest <= card.chance <= limits.highest:
                counted = max(limits.lowest, min(limits.highest, card.chance))
                yield self._warn(path, f"the chance of card {card.id} is {card.chance}, and counts as {counted}")
            elif points and (least >= limits.highest or most <= limits.lowest):
                yield self._warn(path, f"the odds of card {card.id} lie at a limit, whatever its modifiers say")

    def _effects(self) -> Iterator[Problem]:
        """Effects that change nothing, or what nobody could ever notice."""
        for what, path, effects in self._all_effects():
            for at, effect in enumerate(effects):
                if self._is_idle(effect):
                    yield self._warn(path, f"{what} never changes `{effect.track}`", self._stands(effect.track))
                elif effect.track in self._unnoticed:
                    message = f"{what} changes `{effect.track}`, which nobody sees and nothing reads"
                    yield self._warn(path, message, "let something read it, or `seen_by` somebody")
                elif _is_overwritten(effect, effects[at + 1 :]):
                    yield self._warn(path, f"{what} changes `{effect.track}`, and then sets it all the same")

    def _all_effects(self) -> Iterator[tuple[str, Path, tuple[Effect, ...]]]:
        """The effects that the deck's author wrote, and where."""
        cards = self._place.root.get("cards")
        entries = {key.text: value for key, value in cards.entries} if isinstance(cards, Mapping) else {}
        for card in self._deck.cards.values():
            entry = entries.get(card.id)
            for band in BANDS:
                if isinstance(entry, Mapping) and entry.get(f"{band}_do") is not None:
                    path = ("cards", card.id, f"{band}_do")
                    also = len(card.outcomes["success"].effects) if band == "triumph" else 0
                    yield f"`{band}_do` of card {card.id}", path, card.outcomes[band].effects[also:]
            yield from self._of_promise(card, entry)
        for inject in self._deck.injects.values():
            yield f"inject {inject.id}", ("injects", inject.id, "do"), inject.effects
        for upkeep in self._deck.upkeep:
            yield f"upkeep {upkeep.id}", ("upkeep", upkeep.id, "do"), upkeep.effects

    def _of_promise(self, card: Card, entry: object) -> Iterator[tuple[str, Path, tuple[Effect, ...]]]:
        written = entry.get("commits") if isinstance(entry, Mapping) else None
        if card.commits is None or not isinstance(written, Mapping):
            return
        for key, effects in (("kept_do", card.commits.kept), ("broken_do", card.commits.broken)):
            if written.get(key) is not None:
                yield f"`{key}` of the promise of card {card.id}", ("cards", card.id, "commits", key), effects

    def _is_idle(self, effect: Effect) -> bool:
        if effect.sign != "=" and isinstance(effect.amount, WholeNumber):
            return effect.amount.value == 0
        amount, known = number_range(effect.amount, self._ranges), self._ranges[effect.track]
        if effect.sign == "=":
            return known.low == known.high == amount.low == amount.high
        return amount == Range(0, 0)

    def _stands(self, track: str) -> str:
        known = self._ranges[track]
        return f"`{track}` always stands at {known.low}" if known.low == known.high else "an amount other than 0"

    def _idle_cards(self) -> Iterator[Problem]:
        for card in self._deck.cards.values():
            does = any(outcome.effects for outcome in card.outcomes.values())
            if not (does or card.umpire or card.commits or card.sways or card.cost or card.protected_by or card.waits):
                message = f"card {card.id} changes nothing, however it ends"
                yield self._warn(("cards", card.id), message, "add `success_do: …`, or `umpire: …`")


def _why(condition: Condition, ranges: Ranges) -> str:
    """Between which values the tracks that a condition reads can get, when it is asked."""
    names = sorted(names_read(condition.node))
    said = (f"`{name}` lies between {ranges[name].low} and {ranges[name].high}" for name in names)
    return f"{', '.join(said)} in any game"


def _is_overwritten(effect: Effect, later: tuple[Effect, ...]) -> bool:
    """Whether what an effect does is lost, since a later one sets the track and none reads it before."""
    for each in later:
        if effect.track in names_read(each.amount):
            return False
        if each.track == effect.track and each.sign == "=":
            return True
    return False
