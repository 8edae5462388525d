"""What each part of a deck is called, and how its values are said, where two decks are compared.

A field that no table here knows is called by its name in the model, and its value is said by its type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import singledispatch
from typing import Any

from attrs import fields

from wargame.deck import (
    ALL,
    Card,
    Commitment,
    Condition,
    Cost,
    Deck,
    Effect,
    Modifier,
    Objective,
    Precedent,
    Preference,
    Question,
    Target,
    Track,
    Turn,
    done,
    listed,
    reckoned,
    shown,
)
from wargame.deck.language.expression import Node
from wargame.words.figures import signed

NOTHING = "(nothing)"

#: The heading under which each field of a deck is told, in the order of telling; all others come under `Deck`.
SECTIONS = {
    **dict.fromkeys(("seats",), "Seats"),
    **dict.fromkeys(("tracks", "ladders", "reveals"), "Board"),
    **dict.fromkeys(("turns", "pace"), "Turns"),
    **dict.fromkeys(("cards",), "Cards"),
    **dict.fromkeys(("scale", "limits", "shares"), "Odds"),
    **dict.fromkeys(("arguments", "precedents", "own_precedents"), "Arguments"),
    **dict.fromkeys(("injects",), "News"),
    **dict.fromkeys(("estimates",), "Intelligence"),
    **dict.fromkeys(("upkeep",), "Upkeep"),
    **dict.fromkeys(("ends", "answers"), "Endings"),
    **dict.fromkeys(("debrief", "poll", "research"), "Debrief"),
    **dict.fromkeys(("facts", "sources"), "Facts"),
    **dict.fromkeys(("systems",), "Systems"),
    **dict.fromkeys(("policies", "targets"), "Bots and balance"),
    **dict.fromkeys(("tutorial",), "First words"),
}

#: What a field is called; one that ends with a colon holds words, which are quoted.
_LABELS = {
    "Deck.id": "id",
    "Deck.summary": "summary:",
    "Deck.guide": "guide:",
    "Deck.scale": "word",
    "Deck.systems": "system",
    "Deck.research": "research question",
    "Deck.tutorial": "first words on",
    "Deck.limits": "limits of odds",
    "Deck.shares": "shares of bands",
    "Deck.ladders": "ladders",
    "Deck.reveals": "shown at the end",
    "Deck.signals": "cards that a seat may show",
    "Deck.own_precedents": "precedents that a seat may set",
    "Source.stance": "stance:",
    "Fact.text": "text:",
    "Level.start": "from",
    "Track.about": "about:",
    "Track.minimum": "lowest",
    "Track.maximum": "highest",
    "Track.start": "starts at",
    "Track.audience": "seen by",
    "Track.derived": "derived from",
    "Track.draws": "start drawn from",
    "Modifier.condition": "if",
    "Modifier.because": "because:",
    "Modifier.hidden": "hidden from its team",
    "Outcome.text": "text:",
    "Outcome.effects": "",
    "Commitment.condition": "if",
    "Commitment.then": "kept by",
    "Commitment.text": "text:",
    "Commitment.kept": "when kept",
    "Commitment.broken": "when broken",
    "Card.text": "text:",
    "Card.needs": "needs:",
    "Card.cost": "costs",
    "Card.uses": "may be played",
    "Card.facilitator": "note for the facilitator:",
    "Card.waits": "counts as waiting",
    "Card.umpire": "to settle:",
    "Card.trigger": "lies in wait until:",
    "Card.project": "successes wanted",
    "Card.protected_by": "protected by",
    "Card.answers": "answers",
    "Card.sways": "sways the odds by",
    "Card.signal": "must be shown first",
    "Card.commits": "promise",
    "Objective.text": "text:",
    "Objective.condition": "reached if",
    "Seat.color": "colour",
    "Seat.public": "public brief:",
    "Seat.private": "private brief:",
    "Turn.brief": "brief:",
    "Inject.text": "text:",
    "Inject.first": "from turn",
    "Inject.last": "until turn",
    "Inject.condition": "if:",
    "Inject.again": "may come again",
    "Inject.audience": "told to",
    "Inject.effects": "does",
    "Inject.by_hand": "given by hand only",
    "Upkeep.effects": "does",
    "Upkeep.because": "because:",
    "Upkeep.condition": "if:",
    "EarlyEnd.text": "text:",
    "EarlyEnd.condition": "if:",
    "Answer.question": "question:",
    "AnswerState.text": "text:",
    "AnswerState.condition": "if:",
    "AnswerState.good": "good for",
    "Arguments.most": "reasons that count",
    "Arguments.limit": "most that reasons move the odds",
    "Arguments.wide": "ballots are wide apart from",
    "Arguments.free": "moves of their own",
    "Precedent.text": "text:",
    "Estimate.question": "question:",
    "Estimate.truth": "true if:",
    "Estimate.audience": "reported to",
    "Estimate.first": "from turn",
    "Estimate.last": "until turn",
    "Agency.right": "right in per cent",
    "Agency.yes": "likelihood where it is so",
    "Agency.no": "likelihood where it is not",
    "Poll.question": "question:",
    "Poll.likelihood": "asks for a likelihood",
    "Question.text": "text:",
    "Question.seat": "asked of",
    "Target.least": "at least",
    "Target.most": "at most",
    "Preference.condition": "while",
    "Policy.about": "about:",
    "Policy.keeps": "promises kept",
}

#: What one of the things is called that a deck has several of, by the name of its class.
NOUNS = {
    "Inject": "piece of news",
    "EarlyEnd": "early end",
    "AnswerState": "state",
    "Upkeep": "rule",
    "Question": "question of the debrief",
}


def label(owner: type, name: str) -> str:
    """What a field is called.

    >>> label(Card, "needs"), label(Card, "never_heard_of")
    ('needs:', 'never heard of')
    """
    return _LABELS.get(f"{owner.__name__}.{name}", name.replace("_", " "))


def noun(of: object) -> str:
    """What a thing is called: `card`, `piece of news`."""
    kind = type(of).__name__
    return NOUNS.get(kind, kind.lower())


def called(thing: Any) -> str:
    """The title of a thing, or what stands for one."""
    words = (getattr(thing, name, "") for name in ("title", "question", "because", "text", "id"))
    return next((" ".join(each.split()) for each in words if each), "")


def quoted(text: str) -> str:
    """A text between quotation marks; that there is none is said."""
    return f"“{text}”" if text else NOTHING


# --- values in words --------------------------------------------------------------------------------------------------


@singledispatch
def _in_words(value: Any, deck: Deck) -> str:
    """A value by its type; of what is not known, all that is set."""
    if not hasattr(value, "__attrs_attrs__"):
        return str(value)
    told = [(each, getattr(value, each.name)) for each in fields(type(value)) if each.eq]
    parts = [f"{label(type(value), each.name)} {said(deck, value, each.name)}".strip() for each, found in told if found]
    return ", ".join(parts) or NOTHING


@_in_words.register
def _(value: bool, deck: Deck) -> str:
    return "yes" if value else "no"


@_in_words.register
def _(value: int, deck: Deck) -> str:
    return str(value).replace("-", "−")


@_in_words.register
def _(value: None, deck: Deck) -> str:
    return NOTHING


@_in_words.register
def _(value: str, deck: Deck) -> str:
    return value or NOTHING


@_in_words.register
def _(value: tuple, deck: Deck) -> str:  # type: ignore[type-arg]
    return "; ".join(_in_words(each, deck) for each in value) or NOTHING


@_in_words.register
def _(value: Mapping, deck: Deck) -> str:  # type: ignore[type-arg]
    return "; ".join(f"{name} {_in_words(each, deck)}" for name, each in value.items()) or NOTHING


@_in_words.register
def _(value: Condition, deck: Deck) -> str:
    return reckoned(value.node, deck.tracks)


@_in_words.register
def _(value: Node, deck: Deck) -> str:
    return reckoned(value, deck.tracks)


@_in_words.register
def _(value: Effect, deck: Deck) -> str:
    return done(value, deck.tracks)


@_in_words.register
def _(value: Cost, deck: Deck) -> str:
    return f"{_track(deck, value.track)} {value.amount}"


@_in_words.register
def _(value: Modifier, deck: Deck) -> str:
    return f"{signed(value.points)} if {_in_words(value.condition, deck)}: {value.because}"


@_in_words.register
def _(value: Commitment, deck: Deck) -> str:
    return f"{quoted(value.text)}, if {_in_words(value.condition, deck)} by {_card(deck, value.then)}"


@_in_words.register
def _(value: Objective, deck: Deck) -> str:
    reached = f", reached if {_in_words(value.condition, deck)}" if value.condition else ""
    return f"{quoted(value.text)}{reached}"


@_in_words.register
def _(value: Turn, deck: Deck) -> str:
    return value.title


@_in_words.register
def _(value: Precedent, deck: Deck) -> str:
    return f"{value.side} moves of {_seat(deck, value.seat)}: {quoted(value.text)}"


@_in_words.register
def _(value: Question, deck: Deck) -> str:
    return f"{quoted(value.text)}{f', asked of {_seat(deck, value.seat)}' if value.seat else ''}"


@_in_words.register
def _(value: Target, deck: Deck) -> str:
    return f"{_aim(deck, value)} in {value.least} to {value.most} of 100 games"


@_in_words.register
def _(value: Preference, deck: Deck) -> str:
    return f"{_liking(deck, value)}: weight {value.weight}"


def _aim(deck: Deck, target: Target) -> str:
    """What a target is about."""
    return f"objectives of {_seat(deck, target.seat)}" if target.seat else f"{target.answer} {target.state}"


def _liking(deck: Deck, preference: Preference) -> str:
    """Which cards a preference is for, and when."""
    waits = {True: "what waits", False: "what does not wait", None: ""}[preference.waits]
    fitting = [*(_card(deck, each) for each in preference.cards), *preference.systems, *filter(None, [waits])]
    while_so = f", while {_in_words(preference.condition, deck)}" if preference.condition else ""
    return f"{listed(fitting) if fitting else 'any card'}{while_so}"


#: What a thing without an id is called whose words are not its own.
_ABOUT: dict[type, Callable[[Deck, Any], str]] = {Target: _aim, Preference: _liking}


def item_name(deck: Deck, item: Any) -> str:
    """What one of several things is called that have no id: its words, or what it is about."""
    about = _ABOUT.get(type(item))
    return about(deck, item) if about else quoted(called(item))


# --- values of single fields ------------------------------------------------------------------------------------------


def _seat(deck: Deck, seat: str) -> str:
    return deck.seats[seat].title if seat in deck.seats else seat or "everybody"


def _track(deck: Deck, track: str) -> str:
    return deck.tracks[track].title if track in deck.tracks else track or NOTHING


def _card(deck: Deck, card: str) -> str:
    return f"*{deck.cards[card].title}* ({card})" if card in deck.cards else _seat(deck, card)


def _audience(deck: Deck, audience: str) -> str:
    return "everybody" if audience == ALL else listed(_seat(deck, each) for each in audience.split())


def _chance(deck: Deck, card: Card) -> str:
    word = card.word.replace("_", " ")
    if word and deck.scale.get(card.word) == card.chance:
        return word
    return f"{word} ({card.chance} %)" if word else f"{card.chance} %"


def _times(uses: int | None) -> str:
    return "any number of times" if uses is None else "once" if uses == 1 else f"{uses} times"


def _drawn(track: Track) -> str:
    return ", ".join(f"{shown(track, each.value)} ({each.weight} in {track.weight})" for each in track.draws) or NOTHING


#: How the value of a field is said where its type does not tell: (deck, owner, value) by class and field, or by field.
_SAID: dict[str, Callable[[Deck, Any, Any], str]] = {
    "seat": lambda deck, owner, value: _seat(deck, value),
    "audience": lambda deck, owner, value: _audience(deck, value),
    "protected_by": lambda deck, owner, value: _track(deck, value),
    "Card.chance": lambda deck, owner, value: _chance(deck, owner),
    "Card.uses": lambda deck, owner, value: _times(value),
    "Card.sways": lambda deck, owner, value: signed(value),
    "Modifier.points": lambda deck, owner, value: signed(value),
    "Commitment.then": lambda deck, owner, value: _card(deck, value),
    "Track.start": lambda deck, owner, value: shown(owner, value),
    "Track.draws": lambda deck, owner, value: _drawn(owner),
    "Inject.chance": lambda deck, owner, value: "certain" if value is None else f"{value} %",
    "Preference.waits": lambda deck, owner, value: "either way" if value is None else _in_words(value, deck),
    "Agency.confidence": lambda deck, owner, value: value or "as its record has it",
    **{
        f"{each}.{name}": lambda deck, owner, value: f"{value} %"
        for each, name in (("Limits", "lowest"), ("Limits", "highest"), ("Agency", "yes"), ("Agency", "no"))
    },
    **{f"Target.{name}": lambda deck, owner, value: f"{value} %" for name in ("least", "most")},
    **{
        f"Pace.{name}": lambda deck, owner, value: f"{round(value / 60, 2):g} minutes"
        for name in ("opening", "brief", "choose", "hand_in", "reveal", "floor", "ruling", "close", "ending")
    },
}

#: How one member of a list is said that is known by an id.
_MEMBERS: dict[str, Callable[[Deck, str], str]] = {
    "Deck.ladders": _track,
    "Deck.reveals": _track,
    "Card.answers": _card,
    "Preference.cards": _card,
    "AnswerState.good": _seat,
    **dict.fromkeys(("Card.pros", "Card.cons", "Poll.choices"), lambda deck, text: quoted(text)),
}


def said(deck: Deck, owner: Any, name: str) -> str:
    """The value of a field in words, without quotation marks."""
    key = f"{type(owner).__name__}.{name}"
    value = getattr(owner, name)
    teller = _SAID.get(key) or _SAID.get(name)
    return teller(deck, owner, value) if teller else _in_words(value, deck)


def told_whole(owner: Any, name: str) -> bool:
    """Whether a field is told as one value, whatever it is made of."""
    return f"{type(owner).__name__}.{name}" in _SAID


def member(deck: Deck, owner: type, name: str, value: Any) -> str:
    """One of the values of a list, in words."""
    teller = _MEMBERS.get(f"{owner.__name__}.{name}")
    return teller(deck, value) if teller else _in_words(value, deck)


#: The classes whose values are told whole, as members of a list.
WHOLE = (Effect, Cost)
