"""A deck as a tree: what its author might have written, such that reading it gives an equal deck.

What an author leaves out is left out here too, where the deck shows it. What a band says where its card is silent is
not kept in a deck card by card; the commonest of it goes back under `common`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from wargame.deck.audience import ALL, FACILITATOR
from wargame.deck.language.spelling import effects_text, node_text
from wargame.deck.model import (
    COLORS,
    FORMAT,
    ICD_203,
    STRENGTHS,
    AnswerState,
    Arguments,
    Card,
    Commitment,
    Deck,
    Effect,
    Inject,
    Level,
    Limits,
    Modifier,
    Objective,
    Outcome,
    Seat,
    Shares,
    Track,
    Upkeep,
)
from wargame.deck.pace import Pace
from wargame.deck.reading.tree import Mapping as Tree
from wargame.deck.reading.tree import Sequence
from wargame.deck.reports import Agency, Estimate
from wargame.deck.seminar import Policy, Poll, Preference, Question, Target
from wargame.deck.writing.as_tree import NOWHERE, Explicit, Kept, Nobody, as_tree

#: A text up to which a band may be written out; what is longer can only have come from `common`.
_LONGEST = 400

#: Keys and values as a section is written; what is None or empty is left out.
_Plain = dict[str, Any]


def deck_tree(deck: Deck) -> Tree:
    """The tree of a deck; reading it gives a deck that is equal to it."""
    usual = _Usual.of(deck)
    plain: _Plain = {
        "format": FORMAT,
        "id": deck.id,
        "version": deck.version,
        "title": deck.title,
        "language": deck.language,
        "minutes": deck.minutes,
        "summary": deck.summary,
        "guide": deck.guide,
        "sources": {
            each.id: {"title": each.title, "by": each.by, "date": each.date, "stance": each.stance}
            for each in deck.sources.values()
        },
        "facts": {each.id: {"source": each.source, "text": each.text} for each in deck.facts.values()},
        "systems": dict(deck.systems),
        "research": dict(deck.research),
        "scale": {} if deck.scale == ICD_203 else dict(deck.scale),
        "limits": _limits(deck.limits),
        "shares": _shares(deck.shares),
        "common": usual.plain(),
        "arguments": _arguments(deck.arguments),
        "pace": _pace(deck),
        "precedents": {
            "each": deck.own_precedents or None,
            "given": [{"seat": each.seat, each.side: each.text} for each in deck.precedents],
        },
        "signals": None if deck.signals == 3 else deck.signals,
        "seats": {seat.id: _seat(seat, place) for place, seat in enumerate(deck.seats.values())},
        "tracks": {track.id: _track(track) for track in deck.tracks.values()},
        "ladders": list(deck.ladders),
        "turns": [{"title": turn.title, "brief": turn.brief} for turn in deck.turns],
        "cards": {card.id: _card(card, usual) for card in deck.cards.values()},
        "injects": {each.id: _inject(each, len(deck.turns)) for each in deck.injects.values()},
        "estimates": {each.id: _estimate(each, deck) for each in deck.estimates.values()},
        "upkeep": {each.id: _upkeep(each) for each in deck.upkeep},
        "ends": {each.id: {"if": each.condition, "title": each.title, "text": each.text} for each in deck.ends},
        "answers": {
            each.id: {"question": each.question, "states": {state.id: _state(state) for state in each.states}}
            for each in deck.answers
        },
        "reveals": list(deck.reveals),
        "poll": {each.id: _poll(each) for each in deck.poll.values()},
        "debrief": [_question(each) for each in deck.debrief],
        "balance": [_target(each) for each in deck.targets],
        "policies": {each.id: _policy(each) for each in deck.policies.values()},
        "tutorial": dict(deck.tutorial),
    }
    return as_tree(plain)


def _limits(limits: Limits) -> _Plain:
    return {} if limits == Limits() else {"lowest": limits.lowest, "highest": limits.highest}


def _shares(shares: Shares) -> _Plain:
    usual = Shares()
    success = dict(zip(("triumph", "success", "partial"), shares.success, strict=True))
    failure = dict(zip(("failure", "disaster"), shares.failure, strict=True))
    return {
        "success": success if shares.success != usual.success else {},
        "failure": failure if shares.failure != usual.failure else {},
    }


def _arguments(arguments: Arguments) -> _Plain:
    if arguments == Arguments():
        return {}
    return {
        "method": arguments.method,
        "reasons": arguments.reasons,
        "tokens": arguments.tokens,
        **dict(zip(STRENGTHS, arguments.weights, strict=True)),
        "most": arguments.most,
        "limit": arguments.limit,
        "wide": arguments.wide,
        "free_moves": arguments.free,
    }


def _pace(deck: Deck) -> _Plain:
    pace = deck.pace
    if pace == Pace.within(deck.minutes, len(deck.seats), len(deck.turns)):
        return {}
    parts = ("opening", "brief", "choose", "hand_in", "reveal", "floor", "ruling", "close", "ending")
    return {**{part: getattr(pace, part) / 60 for part in parts}, "floors": pace.floors}


def _who(audience: str) -> Any:
    if audience == ALL:
        return None
    return Nobody() if audience == FACILITATOR else audience.split()


def _seat(seat: Seat, place: int) -> _Plain:
    return {
        "title": seat.title,
        "glyph": "" if seat.glyph == seat.id[0].upper() else seat.glyph,
        "color": "" if seat.color == COLORS[place % len(COLORS)] else seat.color,
        "public": seat.public,
        "private": seat.private,
        "objectives": [_objective(each) for each in seat.objectives],
        "sources": seat.sources,
    }


def _objective(objective: Objective) -> Any:
    return objective.text if objective.condition is None else {"text": objective.text, "if": objective.condition}


def _track(track: Track) -> _Plain:
    steps = track.steps and track.minimum == 0 and len(track.levels) > 1
    return {
        "title": track.title,
        "about": track.about,
        "min": None if steps or track.minimum == 0 else track.minimum,
        "max": None if steps else track.maximum,
        "levels": [_step(each) for each in track.levels]
        if steps
        else {each.id: _stretch(each) for each in track.levels},
        "start": _start(track),
        "unit": track.unit,
        "derived": "" if track.derived is None else node_text(track.derived),
        "seen_by": _who(track.audience),
        "sources": track.sources,
        "systems": track.systems,
    }


def _start(track: Track) -> Any:
    named = {each.start: each.id for each in track.levels} if track.steps else {}
    if track.derived is not None:
        return None
    if track.draws:
        return {named.get(draw.value, draw.value): draw.weight for draw in track.draws}
    return named.get(track.start, track.start)


def _step(level: Level) -> Any:
    return level.id if level.title == _titled(level.id) else {"id": level.id, "title": level.title}


def _stretch(level: Level) -> _Plain:
    return {"from": level.start, "title": "" if level.title == _titled(level.id) else level.title}


def _titled(identifier: str) -> str:
    return identifier.replace("_", " ").capitalize()


@frozen
class _Usual:
    """What bands say and do where cards are silent, as far as the cards of a deck show it."""

    setback: Outcome = field(factory=lambda: Outcome("At a price."))
    failure: Outcome = field(factory=lambda: Outcome("Nothing comes of it."))
    disaster: Outcome = field(factory=lambda: Outcome("It turns against you."))
    kept: tuple[Effect, ...] = ()
    broken: tuple[Effect, ...] = ()

    @classmethod
    def of(cls, deck: Deck) -> _Usual:
        """The commonest of each band; a setback that makes a text too long to be written out goes before all."""
        cards = deck.cards.values()
        setbacks = [each for card in cards if (each := _setback(card)) is not None]
        long = [each for card in cards if len(card.outcomes["partial"].text) > _LONGEST and (each := _setback(card))]
        promises = [card.commits for card in cards if card.commits is not None]
        none = cls()
        return cls(
            _commonest(long or setbacks, none.setback),
            _commonest((card.outcomes["failure"] for card in cards), none.failure),
            _commonest((card.outcomes["disaster"] for card in cards), none.disaster),
            _commonest((each.kept for each in promises), ()),
            _commonest((each.broken for each in promises), ()),
        )

    def plain(self) -> _Plain:
        """The section `common`."""
        none = _Usual()
        found: _Plain = {}
        for band in ("setback", "failure", "disaster"):
            outcome: Outcome = getattr(self, band)
            if outcome != getattr(none, band):
                found |= {band: outcome.text, f"{band}_do": effects_text(outcome.effects)}
        return {**found, "kept_do": effects_text(self.kept), "broken_do": effects_text(self.broken)}


def _commonest(found: Iterable[Any], default: Any) -> Any:
    """What is found most often, and twice at least unless it is what is so already; else the default."""
    counts = Counter(found)
    best = max(counts, key=lambda each: counts[each], default=default)
    return best if counts[best] > 1 or len(counts) == 1 else default


def _setback(card: Card) -> Outcome | None:
    """What a partial success says and does beside the success, where it begins with that."""
    success, partial = card.outcomes["success"], card.outcomes["partial"]
    said = partial.text.removeprefix(f"{success.text} ")
    done = len(success.effects)
    if (
        said == partial.text
        or partial.effects[:done] != success.effects
        or said != said.strip()
        or len(said) > _LONGEST
    ):
        return None
    return Outcome(said, partial.effects[done:])


def _card(card: Card, usual: _Usual) -> _Plain:
    return {
        "title": card.title,
        "seat": card.seat,
        "text": card.text,
        "chance": card.word or card.chance,
        "needs": card.needs,
        "cost": "; ".join(f"{each.track} {each.amount}" for each in card.cost),
        "uses": "any" if card.uses is None else None if card.uses == 1 else card.uses,
        "secret": (card.secret and card.trigger is None) or None,
        "waits": card.waits or None,
        "modifiers": [_modifier(each) for each in card.modifiers],
        "pros": card.pros,
        "cons": card.cons,
        **_bands(card, usual),
        "facilitator": card.facilitator,
        "umpire": card.umpire,
        "commits": None if card.commits is None else _promise(card.commits, usual),
        "trigger": card.trigger,
        "project": None if card.project == 1 else card.project,
        "protected_by": card.protected_by,
        "answers": card.answers,
        "sways": card.sways or None,
        "signal": card.signal or None,
        "sources": card.sources,
        "systems": card.systems,
        "research": card.research,
    }


def _bands(card: Card, usual: _Usual) -> _Plain:
    success, triumph = card.outcomes["success"], card.outcomes["triumph"]
    silent = {
        "partial": Outcome(f"{success.text} {usual.setback.text}", success.effects + usual.setback.effects),
        "failure": usual.failure,
        "disaster": usual.disaster,
    }
    plain: _Plain = {
        "triumph": "" if triumph.text == success.text else triumph.text,
        "triumph_do": effects_text(triumph.effects[len(success.effects) :]),
        "success": success.text,
        "success_do": effects_text(success.effects),
    }
    for band, otherwise in silent.items():
        outcome = card.outcomes[band]  # type: ignore[index]
        plain[band] = "" if outcome.text == otherwise.text else outcome.text
        plain[f"{band}_do"] = _instead(outcome.effects, otherwise.effects)
    return plain


def _instead(own: tuple[Effect, ...], usual: tuple[Effect, ...]) -> Explicit | None:
    return None if own == usual else Explicit(effects_text(own))


def _modifier(modifier: Modifier) -> _Plain:
    return {
        "if": modifier.condition,
        "chance": modifier.points,
        "because": modifier.because,
        "hidden": modifier.hidden or None,
        "sources": modifier.sources,
    }


def _promise(promise: Commitment, usual: _Usual) -> _Plain:
    return {
        "if": promise.condition,
        "then": promise.then,
        "text": promise.text,
        "kept_do": _instead(promise.kept, usual.kept),
        "broken_do": _instead(promise.broken, usual.broken),
    }


def _inject(inject: Inject, turns: int) -> _Plain:
    one = inject.first == inject.last
    said = inject.by_hand or inject.condition is not None or inject.chance is not None or inject.last != turns
    return {
        "title": inject.title,
        "text": inject.text,
        "turn": inject.first if one else None,
        "from": None if one or (inject.first == 1 and said) else inject.first,
        "until": None if one or inject.last == turns else inject.last,
        "if": inject.condition,
        "chance": inject.chance,
        "again": inject.again or None,
        "by_hand": inject.by_hand or None,
        "to": _who(inject.audience),
        "do": effects_text(inject.effects),
        "sources": inject.sources,
        "systems": inject.systems,
        "research": inject.research,
    }


def _estimate(estimate: Estimate, deck: Deck) -> _Plain:
    return {
        "question": estimate.question,
        "if": estimate.truth,
        "to": _who(estimate.audience),
        "from": None if estimate.first == 1 else estimate.first,
        "until": None if estimate.last == len(deck.turns) else estimate.last,
        "by": {each.id: _agency(each, deck.scale) for each in estimate.agencies},
        "sources": estimate.sources,
        "systems": estimate.systems,
    }


def _agency(agency: Agency, scale: Mapping[str, int]) -> _Plain:
    words = {chance: word for word, chance in reversed(list(scale.items()))}
    right = node_text(agency.right)
    return {
        "title": agency.title,
        "right": int(right) if right.isdecimal() else right,
        "yes": "" if scale.get("likely") == agency.yes else words[agency.yes],
        "no": "" if scale.get("unlikely") == agency.no else words[agency.no],
        "confidence": agency.confidence,
    }


def _upkeep(upkeep: Upkeep) -> _Plain:
    return {
        "title": upkeep.title,
        "if": upkeep.condition,
        "do": Explicit(effects_text(upkeep.effects)),
        "because": upkeep.because,
        "sources": upkeep.sources,
        "systems": upkeep.systems,
    }


def _state(state: AnswerState) -> _Plain:
    return {"if": state.condition, "title": state.title, "text": state.text, "good": state.good}


def _poll(poll: Poll) -> _Plain:
    return {"question": poll.question, "choices": "likelihood" if poll.likelihood else poll.choices}


def _question(question: Question) -> Any:
    return {"text": question.text, "seat": question.seat} if question.seat else question.text


def _target(target: Target) -> _Plain:
    named = {"answer": target.answer, "state": target.state, "seat": target.seat}
    return {**named, "least": target.least, "most": target.most}


def _policy(policy: Policy) -> _Plain:
    return {
        "title": policy.title,
        "about": policy.about,
        "seat": policy.seat,
        "prefers": [_preference(each) for each in policy.prefers] or Kept(Sequence((), NOWHERE)),
        "keeps": None if policy.keeps == 100 else policy.keeps,
    }


def _preference(preference: Preference) -> _Plain:
    return {
        "if": preference.condition,
        "cards": preference.cards,
        "systems": preference.systems,
        "waits": preference.waits,
        "weight": preference.weight,
    }
