"""One look at the table: all that the screens show, taken at one moment in a thread of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from wargame.debrief import Fairness, ledger
from wargame.debrief.path import Played, Step, path_of, played
from wargame.deck import FACILITATOR, PUBLIC, Deck
from wargame.table import (
    OCCASIONS,
    Desk,
    Entry,
    Face,
    Hotwash,
    InjectGiven,
    Occasion,
    Outlook,
    Overtaken,
    PollCounts,
    Reading,
    RoomClock,
    Ruled,
    Table,
    Timing,
    TurnOpened,
    Verdict,
    View,
    answers,
    assessments,
    is_late,
    poll_counts,
    reading,
    speakers,
)
from wargame.tui.director import ROOM, Post
from wargame.tui.names import explained_name, names_here
from wargame.words import FrontPage, front_page


@frozen
class Seating:
    """What one seat's table shows: its view, what it has chosen and not handed in, and what only it has read.

    `rulings` are those of its own moves out of sight, of the turn before this one.
    """

    view: View
    draft: str | None
    rulings: tuple[Face, ...]


@frozen
class Position:
    """Everyone's view, the own of each team that looks here, the deck for its titles, and the last event's hash.

    `page` is the front page that is to be shown when a turn is closed. `eyes` is what this terminal's post may see,
    which is the public view on any screen that several share, and `outlooks` what is known there of each ruling to
    come; `slips` are the seats whose slip is typed in. `desk` and
    `timing` are what the clock is read from. The rest is there once the game has ended: `record` is the log as everyone
    may read it, `assessments` what each seat says of its objectives, and `speakers` are the seats that people played.
    Of two positions the one with the higher `ticket` was looked at later. `ledger` says what each seat was given by the
    umpire: for the facilitator while a game runs, and for everybody once it is over. `typed` is what was typed at this
    terminal and not sent, as the save has it. `polls` is what was answered to the deck's poll, for who leads, and at
    the end for everybody; `poll_late` are the occasions for which an answer would come at an odd time now. `hotwash` is
    what was said after the game; while a step of the debrief is shown, `steps` are all of them, made of
    `played`, and what that one has to show.
    """

    game: str
    deck: Deck
    people: tuple[str, ...]
    public: View
    seatings: Mapping[str, Seating]
    opening: Mapping[str, int]
    head: str
    page: FrontPage
    post: Post
    eyes: View
    outlooks: Mapping[str, Outlook]
    slips: frozenset[str]
    desk: Desk
    timing: Timing
    record: tuple[Entry, ...] = ()
    assessments: Mapping[str, tuple[Verdict | None, ...]] = field(factory=dict)
    speakers: tuple[str, ...] = ()
    ticket: int = 0
    ledger: Mapping[str, Fairness] = field(factory=dict)
    typed: Mapping[str, str] = field(factory=dict)
    polls: tuple[PollCounts, ...] = ()
    poll_late: frozenset[Occasion] = frozenset()
    played: Played | None = field(default=None, repr=False)
    hotwash: Hotwash | None = None
    steps: tuple[Step, ...] = ()

    @property
    def poll_moment(self) -> Occasion:
        """Which answers to the poll are counted now, if nobody says otherwise."""
        return "after" if self.public.phase == "ended" else "before"

    def clock(self, now: int) -> Reading | None:
        """What the clock shows at `now`, in milliseconds since the epoch; None where nobody has set one."""
        return None if self.desk.clock == RoomClock() else reading(self.desk.clock, self.timing, self.deck, now)

    def private_news(self, seat: str) -> frozenset[str]:
        """The injects that reached `seat` and not everyone."""
        return _injects(self.seatings[seat].view.news) - _injects(self.public.news)


def look(table: Table, post: Post = ROOM, ticket: int = 0) -> Position:
    """The table as it is now, for the terminal of `post`. Reads the save for drafts, so it is for a thread.

    `ticket` counts the looks of a terminal in the order in which they began.
    """
    people, desk = table.people(), table.desk()
    passed = post == ROOM and desk.sitting == "passed"
    here = people if passed else tuple(seat for seat in people if seat == post.viewer)
    seatings = {seat: _seating(table, seat) for seat in here}
    record = table.log(PUBLIC)
    opening = dict(getattr(record[0].face, "values", {}))
    public = table.view(PUBLIC)
    eyes = public if post.eyes == PUBLIC else table.view(post.eyes)
    ended = public.phase == "ended"
    hotwash = answers(table) if ended else None
    game = played(table) if hotwash is not None and hotwash.present else None
    return Position(
        table.game.name,
        table.deck,
        people,
        public,
        seatings,
        opening,
        table.head,
        _front_page(table, public, post),
        post,
        eyes,
        table.outlooks(eyes),
        frozenset(seat for seat in people if table.slip(seat) is not None),
        desk,
        table.timing(),
        record if ended else (),
        assessments(table) if ended else {},
        speakers(table) if ended else (),
        ticket,
        ledger(table.deck, table.events) if ended or post.viewer == FACILITATOR else {},
        {name: text for name in _names(table, eyes, post, here) if (text := table.typed(name))},
        poll_counts(table) if table.deck.poll and (ended or post.viewer in (None, FACILITATOR)) else (),
        frozenset(when for when in OCCASIONS if table.deck.poll and is_late(table, when)),
        game,
        hotwash if game is None else game.hotwash,
        path_of(game, only=game.hotwash.present) if game is not None else (),
    )


def _names(table: Table, eyes: View, post: Post, here: Iterable[str]) -> tuple[str, ...]:
    """What may have been kept for this terminal."""
    explained = (explained_name(post),) if table.deck.tutorial and post.plays else ()
    return (*names_here(eyes, post, here), *explained)


def _front_page(table: Table, public: View, post: Post) -> FrontPage:
    """The front page that is to be shown: as the facilitator has written it, else as the program would."""
    if public.phase != "page":
        return FrontPage("")
    if post.viewer not in (None, FACILITATOR):
        return front_page(table.deck, public)
    written = [line.strip() for line in (table.page_draft() or "").split("\n") if line.strip()]
    if written:
        return FrontPage(written[0], tuple(written[1:]))
    return FrontPage(public.page.headline, public.page.lines) if public.page else front_page(table.deck, public)


def _seating(table: Table, seat: str) -> Seating:
    view = table.view(seat)
    draft = table.draft(seat) if view.phase == "plan" and view.handed_in is None else None
    if draft not in {card.id for card in view.hand if card.playable}:
        draft = None
    return Seating(view, draft, _own_rulings(table.deck, table.log(seat), seat))


def _own_rulings(deck: Deck, log: tuple[Entry, ...], seat: str) -> tuple[Face, ...]:
    """What became of the seat's move out of sight in the turn before the one that is open."""
    turns: list[list[Face]] = [[]]
    for entry in log:
        if isinstance(entry.face, TurnOpened):
            turns.append([])
        turns[-1].append(entry.face)
    last = turns[-2] if len(turns) > 2 else []
    return tuple(
        face
        for face in last
        if isinstance(face, Ruled | Overtaken) and face.seat == seat and face.card and deck.cards[face.card].secret
    )


def _injects(news: Iterable[Face]) -> frozenset[str]:
    return frozenset(face.inject for face in news if isinstance(face, InjectGiven))
