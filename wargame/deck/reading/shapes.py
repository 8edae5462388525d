"""The form of a deck, declared once: every section, its keys, what each may hold, and which are wanted.

The readers take from here which keys a section may have; the JSON Schema for editors, the tables for spreadsheets and
the guide's list of keys follow from it. What a value means, and what else must be true of it, is the readers' to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from wargame.deck.model import BANDS, COLORS, METHODS, REUSES
from wargame.deck.reports import CONFIDENCES
from wargame.deck.seminar import EXPLAINED

#: What the value of a key may be. `of` of the key says of which shape, section or words.
Kind = Literal[
    "line",  # one line of text
    "text",  # text of any number of lines
    "texts",  # a list of texts
    "number",  # a whole number
    "minutes",  # a number, decimals allowed
    "flag",  # true or false
    "word",  # one of the words that `of` lists
    "condition",  # a truth over tracks
    "amount",  # a whole number, or a sum over tracks
    "effects",  # changes of tracks
    "cost",  # what is taken from tracks
    "chance",  # a word of the scale, or per cent
    "likelihood",  # a word of the scale
    "one",  # an id of the section `of`
    "many",  # a list of ids of the section `of`
    "audience",  # `all`, or a list of seats
    "shape",  # one mapping of the shape `of`
    "list",  # a list of mappings of the shape `of`
    "texts_or_list",  # a list of which each is a text, or a mapping of the shape `of`
    "section",  # mappings of the shape `of` by id
    "lines",  # lines of text by id
    "numbers",  # whole numbers by id
    "start",  # a number or a level; or several with their weights
    "levels",  # a list of steps, or stretches by id
    "uses",  # a whole number, or `any`
    "choices",  # a list of texts, or `likelihood`
    "names",  # one deck or several
    "parts",  # parts of the extended deck, by section
]


@frozen
class Key:
    """One key of a section: its name, what it holds, and a line that says what it means."""

    name: str
    kind: Kind
    about: str
    wanted: bool = False
    of: str | tuple[str, ...] = ""


@frozen
class Shape:
    """A section, or an entry of one; `about` is what it is."""

    name: str
    about: str
    keys: tuple[Key, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its keys."""
        return tuple(key.name for key in self.keys)


def _wanted(name: str, kind: Kind, about: str, of: str | tuple[str, ...] = "") -> Key:
    return Key(name, kind, about, True, of)


_SOURCES = Key("sources", "many", "facts that it rests on, or `designer`", of="facts")
_SYSTEMS = Key("systems", "many", "systems that it belongs to", of="systems")
_RESEARCH = Key("research", "many", "research questions that it says something of", of="research")

_DECK = Shape(
    "deck",
    "A whole deck",
    (
        _wanted("format", "number", "the format of the file: 2"),
        Key("extends", "names", "a deck that this one takes and changes: a shipped one's name, or a path"),
        Key("drop", "parts", "what is left out of the extended deck: ids by section"),
        Key("change", "parts", "single keys of entries that else stay as they are: keys by section and id"),
        _wanted("id", "line", "a short name without blanks"),
        _wanted("title", "line", "what people call it"),
        Key("version", "line", "your own number, as text"),
        Key("language", "line", "`en`, `de`, `ko` …"),
        Key("minutes", "number", "how long it takes to play"),
        Key("summary", "text", "two sentences for the lobby"),
        Key("guide", "text", "plain text for the facilitator"),
        Key("sources", "section", "documents", of="source"),
        Key("facts", "section", "what the documents report", of="fact"),
        Key("systems", "lines", "what the deck is about: an id and a line each"),
        Key("research", "lines", "what play is to say something of: an id and a line each"),
        Key("scale", "numbers", "words for odds, in per cent"),
        Key("limits", "shape", "the lowest and the highest odds", of="limits"),
        Key("shares", "shape", "how successes and failures are shared into bands", of="shares"),
        Key("common", "shape", "what a band says and does where a card is silent", of="common"),
        Key("arguments", "shape", "how moves are argued and ruled", of="arguments"),
        Key("pace", "shape", "how the minutes are spent", of="pace"),
        Key("precedents", "shape", "what stands before play", of="precedents"),
        Key("signals", "number", "how many cards a seat may show before it plays"),
        _wanted("seats", "section", "one to eight; their order is the order of play", "seat"),
        _wanted("tracks", "section", "the board; their order is the order on the screen", "track"),
        Key("ladders", "many", "two tracks with steps that face each other", of="tracks"),
        _wanted("turns", "list", "the calendar", "turn"),
        _wanted("cards", "section", "the moves; each seat needs at least one", "card"),
        Key("injects", "section", "news", of="inject"),
        Key("estimates", "section", "what agencies report of what is hidden", of="estimate"),
        Key("upkeep", "section", "what happens by itself at each close", of="upkeep"),
        Key("ends", "section", "early ends", of="end"),
        Key("answers", "section", "the questions of the ending", of="answer"),
        Key("reveals", "many", "hidden tracks that are shown at the end", of="tracks"),
        Key("poll", "section", "what is asked before the first move and after the ending", of="poll"),
        Key("debrief", "texts_or_list", "questions for the talk afterwards", of="question"),
        Key("balance", "list", "how often bots should bring about what", of="target"),
        Key("policies", "section", "ways to play a seat, for bots", of="policy"),
        Key("tutorial", "shape", "what is said the first time that a screen is shown", of="tutorial"),
    ),
)

_CARD = Shape(
    "card",
    "A move that a seat may pick",
    (
        _wanted("title", "line", "at most 60 characters; under 40 reads best"),
        _wanted("seat", "one", "whose card it is", "seats"),
        _wanted("text", "text", "what the move is; at most 200 characters read well"),
        _wanted("chance", "chance", "a word of the scale, or per cent"),
        Key("needs", "condition", "what must hold for it to be played"),
        Key("cost", "cost", "what playing it takes: `money 3; trust 1`"),
        Key("uses", "uses", "how often in a game: a number, or `any`"),
        Key("secret", "flag", "`true` if it is not turned over"),
        Key("waits", "flag", "`true` if playing it is a way of waiting"),
        Key("modifiers", "list", "what moves its odds", of="modifier"),
        Key("pros", "texts", "what may be said for it"),
        Key("cons", "texts", "what may be said against it"),
        _wanted("success", "text", "what a success says"),
        Key("success_do", "effects", "what it does"),
        *(
            key
            for band in BANDS
            if band != "success"
            for key in (
                Key(band, "text", f"what a {band} says"),
                Key(f"{band}_do", "effects", "what it does"),
            )
        ),
        Key("facilitator", "text", "a question for the table"),
        Key("umpire", "text", "what a person has to settle once it has worked"),
        Key("commits", "shape", "what its success promises", of="commitment"),
        Key("trigger", "condition", "laid out of sight, and ruled once this holds; such a card is secret"),
        Key("project", "number", "2 or 3: so many successes it takes"),
        Key("protected_by", "one", "a track whose layers come off first", of="tracks"),
        Key("answers", "many", "seats and cards whose moves it answers out of turn", of="cards"),
        Key("sways", "number", "the points by which it moves their odds"),
        Key("signal", "flag", "`true` if it must be shown before it is played"),
        _SOURCES,
        _SYSTEMS,
        _RESEARCH,
    ),
)

_OTHERS = (
    Shape(
        "source",
        "A document that facts come from",
        (
            _wanted("title", "line", "its title"),
            Key("by", "line", "who wrote or published it"),
            Key("date", "line", "when"),
            Key("stance", "line", "what it argues for"),
        ),
    ),
    Shape(
        "fact",
        "What a document reports",
        (_wanted("source", "one", "the document", "sources"), _wanted("text", "text", "a sentence or two")),
    ),
    Shape(
        "limits",
        "The lowest and the highest odds",
        (Key("lowest", "number", "in per cent"), Key("highest", "number", "in per cent")),
    ),
    Shape(
        "shares",
        "How successes and failures are shared into bands",
        (
            Key("success", "shape", "shares of a success; 100 together", of="success_shares"),
            Key("failure", "shape", "shares of a failure; 100 together", of="failure_shares"),
        ),
    ),
    Shape(
        "success_shares",
        "Shares of a success",
        tuple(Key(band, "number", "per cent of successes") for band in BANDS[:3]),
    ),
    Shape(
        "failure_shares",
        "Shares of a failure",
        tuple(Key(band, "number", "per cent of failures") for band in BANDS[3:]),
    ),
    Shape(
        "common",
        "What a band says and does where a card is silent",
        (
            Key("setback", "text", "what a partial success says beside the success"),
            Key("setback_do", "effects", "what it does beside it"),
            Key("failure", "text", "what a failure says"),
            Key("failure_do", "effects", "what it does"),
            Key("disaster", "text", "what a disaster says"),
            Key("disaster_do", "effects", "what it does"),
            Key("kept_do", "effects", "what a promise does when it is kept"),
            Key("broken_do", "effects", "what it does when it is broken"),
        ),
    ),
    Shape(
        "arguments",
        "How moves are argued and ruled",
        (
            Key("method", "word", "how argued moves are ruled", of=METHODS),
            Key("reasons", "word", "how often the same reason may be given", of=REUSES),
            Key("tokens", "number", "how often each seat may take the floor in a game"),
            Key("weak", "number", "what a weak reason weighs, in points"),
            Key("solid", "number", "what a solid reason weighs"),
            Key("strong", "number", "what a strong reason weighs"),
            Key("most", "number", "so many reasons count on either side"),
            Key("limit", "number", "all of them together move the odds by so much at most"),
            Key("wide", "number", "ballots further apart than this are talked about first"),
            Key("free_moves", "flag", "whether teams may write moves of their own"),
        ),
    ),
    Shape(
        "pace",
        "How the minutes are spent",
        (
            Key("opening", "minutes", "introduction and practice turn, once"),
            Key("brief", "minutes", "brief and news of each turn"),
            Key("choose", "minutes", "talk and choice of each turn"),
            Key("hand_in", "minutes", "handing in"),
            Key("reveal", "minutes", "turning over"),
            Key("floor", "minutes", "for each move that is argued"),
            Key("floors", "number", "so many moves are argued each turn"),
            Key("ruling", "minutes", "for each other move"),
            Key("close", "minutes", "the close of each turn"),
            Key("ending", "minutes", "the ending, once"),
        ),
    ),
    Shape(
        "precedents",
        "What stands before play",
        (
            Key("each", "number", "so many each seat may set of its own before the first move"),
            Key("given", "list", "these stand from the start", of="precedent"),
        ),
    ),
    Shape(
        "precedent",
        "Something that may be cited from the start",
        (
            _wanted("seat", "one", "whose moves it speaks of", "seats"),
            Key("for", "line", "what speaks for them"),
            Key("against", "line", "what speaks against them"),
        ),
    ),
    Shape(
        "seat",
        "A side of the table",
        (
            _wanted("title", "line", "its name"),
            Key("glyph", "line", "one narrow geometric character, such as ◆ ▲ ■ ●"),
            Key("color", "word", "blue, red, green, yellow, magenta or cyan", of=COLORS),
            _wanted("public", "text", "what everybody may know about it"),
            Key("private", "text", "its secret brief"),
            Key("objectives", "texts_or_list", "what it wants; two that pull apart make a good seat", of="objective"),
            _SOURCES,
        ),
    ),
    Shape(
        "objective",
        "What a seat wants",
        (_wanted("text", "line", "what it wants"), Key("if", "condition", "when the board agrees that it is reached")),
    ),
    Shape(
        "track",
        "Something on the board that can change",
        (
            _wanted("title", "line", "its name"),
            Key("about", "line", "one line"),
            Key("min", "number", "the lowest value of a number"),
            Key("max", "number", "the highest value; wanted for numbers"),
            Key("start", "start", "a number or a level; or several with their weights, to draw from"),
            Key("unit", "line", "points, per cent, thousand …"),
            Key("levels", "levels", "a list of steps, or names with `from` and `title`", of="level"),
            Key("derived", "amount", "the sum that it shows"),
            Key("seen_by", "audience", "`all`, or a list of seats"),
            _SOURCES,
            _SYSTEMS,
        ),
    ),
    Shape(
        "level",
        "A named stretch or step of a track",
        (
            Key("id", "line", "what conditions call a step"),
            Key("from", "number", "where a stretch begins"),
            Key("title", "line", "what people call it"),
        ),
    ),
    Shape("turn", "A turn", (_wanted("title", "line", "its name"), Key("brief", "text", "to be read out"))),
    _CARD,
    Shape(
        "modifier",
        "What moves a card's odds",
        (
            _wanted("if", "condition", "when"),
            _wanted("chance", "number", "by so many points, plus or minus"),
            _wanted("because", "line", "why"),
            Key("hidden", "flag", "`true` if its own seat does not see what it reads"),
            _SOURCES,
        ),
    ),
    Shape(
        "commitment",
        "A promise before all",
        (
            _wanted("if", "condition", "when it falls due; reads only what everybody sees"),
            _wanted("then", "one", "the card that keeps it", "cards"),
            _wanted("text", "line", "what is promised"),
            Key("kept_do", "effects", "what keeping does"),
            Key("broken_do", "effects", "what breaking does"),
        ),
    ),
    Shape(
        "inject",
        "News",
        (
            _wanted("title", "line", "its headline"),
            _wanted("text", "text", "what is told"),
            Key("turn", "number", "the turn at whose opening it arrives"),
            Key("from", "number", "the first turn at whose opening it may arrive"),
            Key("until", "number", "the last one"),
            Key("if", "condition", "what must hold"),
            Key("chance", "chance", "how likely it then is"),
            Key("again", "flag", "`true` if it may arrive more than once"),
            Key("by_hand", "flag", "`true` if only the facilitator gives it"),
            Key("to", "audience", "`all`, or a list of seats"),
            Key("do", "effects", "what it changes"),
            _SOURCES,
            _SYSTEMS,
            _RESEARCH,
        ),
    ),
    Shape(
        "estimate",
        "A question that agencies report on",
        (
            _wanted("question", "line", "what is asked"),
            _wanted("if", "condition", "when the true answer is yes; reads anything"),
            Key("to", "audience", "who gets the reports: `all`, or a list of seats"),
            Key("from", "number", "the first turn with reports"),
            Key("until", "number", "the last one"),
            _wanted("by", "section", "the agencies", "agency"),
            _SOURCES,
            _SYSTEMS,
        ),
    ),
    Shape(
        "agency",
        "Who reports",
        (
            _wanted("title", "line", "its name"),
            _wanted("right", "amount", "how many of a hundred reports read the truth as it is, 50 to 100"),
            Key("yes", "likelihood", "what it writes where it reads yes"),
            Key("no", "likelihood", "what it writes where it reads no"),
            Key("confidence", "word", "what it says of its sources", of=CONFIDENCES),
        ),
    ),
    Shape(
        "upkeep",
        "What happens by itself",
        (
            _wanted("title", "line", "its name"),
            Key("if", "condition", "when it happens"),
            _wanted("do", "effects", "what it does"),
            Key("because", "line", "why"),
            _SOURCES,
            _SYSTEMS,
        ),
    ),
    Shape(
        "end",
        "An early end",
        (_wanted("if", "condition", "when"), _wanted("title", "line", "its name"), _wanted("text", "text", "the end")),
    ),
    Shape(
        "answer",
        "A question of the ending",
        (_wanted("question", "line", "what is asked"), _wanted("states", "section", "how it may come out", "state")),
    ),
    Shape(
        "state",
        "How a question may come out",
        (
            _wanted("title", "line", "its name"),
            _wanted("text", "text", "what is told"),
            Key("if", "condition", "when; the last state has none"),
            Key("good", "many", "seats that would call it a good one", of="seats"),
        ),
    ),
    Shape(
        "poll",
        "What everybody is asked",
        (
            _wanted("question", "line", "what is asked"),
            _wanted("choices", "choices", "two to seven answers, or `likelihood` for the seven words"),
        ),
    ),
    Shape(
        "question",
        "A question for the talk afterwards",
        (_wanted("text", "line", "what is asked"), Key("seat", "one", "whom it is asked", of="seats")),
    ),
    Shape(
        "target",
        "How often bots should bring something about",
        (
            Key("answer", "one", "a question of the ending", of="answers"),
            Key("state", "line", "how it comes out"),
            Key("seat", "one", "or a seat, whose objectives are counted", of="seats"),
            Key("least", "number", "per cent of games"),
            Key("most", "number", "per cent of games"),
        ),
    ),
    Shape(
        "policy",
        "A way to play a seat",
        (
            _wanted("title", "line", "its name"),
            Key("about", "line", "one line"),
            _wanted("seat", "one", "whose", "seats"),
            _wanted("prefers", "list", "the first that fits a card gives its weight", "preference"),
            Key("keeps", "number", "per cent of promises that are kept where they can be"),
        ),
    ),
    Shape(
        "preference",
        "What a policy likes",
        (
            Key("if", "condition", "while this holds; reads only what the seat sees"),
            Key("cards", "many", "these cards", of="cards"),
            Key("systems", "many", "cards of these systems", of="systems"),
            Key("waits", "flag", "cards that are, or are not, a way of waiting"),
            _wanted("weight", "number", "how much; 0 for never while there is anything else"),
        ),
    ),
    Shape(
        "tutorial",
        "What is said the first time that a screen is shown",
        tuple(Key(screen, "text", "at most 400 characters") for screen in EXPLAINED),
    ),
)

SHAPES: dict[str, Shape] = {shape.name: shape for shape in (_DECK, *_OTHERS)}


#: The keys of each shape, in order; a dictionary is asked sooner than a list.
_KEYS = {name: dict.fromkeys(shape.names) for name, shape in SHAPES.items()}


def keys(shape: str) -> Mapping[str, None]:
    """The names of the keys that a section may have, in the order of the guide."""
    return _KEYS[shape]
