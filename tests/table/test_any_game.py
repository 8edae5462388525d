"""Whatever people ask of a table, in any order and with restarts between: nothing breaks, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.anything import anything
from tests.support import grown_deck, rich_deck, small_deck
from wargame.rules import Event, Rewind, fold, refusal
from wargame.table import Done, Store, Table, new_game, open_saved, verify_game
from wargame.table.players import going_on, player_refusal
from wargame.table.umpiring import umpire_refusal

DECKS = {"small": small_deck, "grown": grown_deck, "rich": rich_deck}


class AnyGame(RuleBasedStateMachine):
    """One game in a real save; people in some seats, bots in the others."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._known: tuple[Event, ...] = ()

    @property
    def _save(self) -> Path:
        return Path(self._folder.name) / "save.db"

    @initialize(name=st.sampled_from(sorted(DECKS)), seed=st.integers(0, 10**6), practice=st.booleans(), data=st.data())
    def lay(self, name: str, seed: int, practice: bool, data: st.DataObject) -> None:
        deck = DECKS[name]()
        people = data.draw(st.lists(st.sampled_from(sorted(deck.seats)), unique=True, min_size=1))
        self._store = Store.open(self._save)
        self.table: Table = new_game(self._store, deck, people, seed=str(seed), practice=practice)

    @rule(seed=st.integers(0, 2**32))
    def ask(self, seed: int) -> None:
        """A few commands, as they come into somebody's head; what nothing speaks against is carried out."""
        random = Random(seed)
        for _ in range(6):
            self.table.seat_bots()
            state = self.table.state
            if state.phase == "ended":
                return
            command = anything(self.table.deck, state, random.randrange)
            if isinstance(command, Rewind):
                command = evolve(command, to=self.table.settled_at(command.to))
            against = (
                player_refusal(self.table.deck, state, command)
                or refusal(self.table.deck, state, command)
                or umpire_refusal(self.table._stakes, state, command)
            )
            name = f"command {seed} {state.seq}"
            answer = self.table.send(command, name)
            assert isinstance(answer, Done) == (against is None), (command, against, answer)
            if isinstance(answer, Done):
                many = len(self.table.events)
                self.table.send(command, name)
                assert len(self.table.events) == many

    @precondition(lambda self: self.table.state.phase not in ("ended", "signal", "plan"))
    @rule()
    def go_on(self) -> None:
        """What is left to the rules."""
        state = self.table.state
        if not state.due or state.pending:
            self.table.send(going_on(state))

    @rule()
    def restart(self) -> None:
        """The program is closed, and opened again."""
        name = self.table.game.name
        self._store.close()
        self._store = Store.open(self._save)
        self.table = open_saved(self._store, name)

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "table"):
            return
        assert self.table.events[: len(self._known)] == self._known
        self._known = self.table.events
        assert self.table.state == fold(self.table.events)

    def teardown(self) -> None:
        if hasattr(self, "table"):
            found = verify_game(self._store, self.table.game.name, rules=True)
            assert found == [], found
            self._store.close()
        self._folder.cleanup()


AnyGame.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestAnyGame = AnyGame.TestCase
