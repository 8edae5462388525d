"""The chain breaks wherever a record was changed, moved, left out or put in."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.games import GAME, entry
from wargame.store import START, BadHead, Entry, FaultCode, Head, Record, fits_head, verify_chain
from wargame.store.chain import chain_faults, link

_LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9)
_BODIES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=9)
_ENTRIES = st.builds(
    Entry,
    at=st.integers(0, 2**63 - 1),
    actor=_LINES,
    audience=_LINES,
    command=_LINES,
    kind=_LINES,
    version=st.integers(1, 2**31),
    body=_BODIES,
)


def chained(entries: list[Entry], game_id: str = GAME) -> list[Record]:
    """The records that the entries become."""
    records: list[Record] = []
    previous = START
    for seq, e in enumerate(entries, 1):
        previous = link(previous, game_id, seq, e.at, e.actor, e.audience, e.command, e.kind, e.version, e.body)
        records.append(Record(seq, e.at, e.actor, e.audience, e.command, e.kind, e.version, e.body, previous))
    return records


TEN = chained([entry(f"c{number // 2}", f"{number}") for number in range(10)])


def _codes(records: list[Record]) -> list[tuple[FaultCode, int | None]]:
    return [(fault.code, fault.seq) for fault in chain_faults(GAME, records, Head())]


@settings(max_examples=60, deadline=None)
@given(st.lists(_ENTRIES, min_size=1, max_size=5))
def test_what_was_chained_verifies(entries: list[Entry]) -> None:
    records = chained(entries)
    assert verify_chain(GAME, records) is None
    assert verify_chain(GAME, records[1:], Head(1, records[0].hash)) is None
    assert verify_chain("another game", records) is not None


@settings(max_examples=60, deadline=None)
@given(st.lists(_ENTRIES, min_size=1, max_size=4), st.data())
def test_a_changed_field_is_named_where_it_is(entries: list[Entry], data: st.DataObject) -> None:
    records = chained(entries)
    place = data.draw(st.integers(0, len(records) - 1))
    name = data.draw(st.sampled_from([field.name for field in attrs.fields(Record)]))
    old = getattr(records[place], name)
    value = data.draw(st.integers() if isinstance(old, int) else _BODIES)
    if value != old:
        records[place] = attrs.evolve(records[place], **{name: value})
        fault = verify_chain(GAME, records)
        assert fault is not None
        assert fault.seq == place + 1


@settings(max_examples=60, deadline=None)
@given(_ENTRIES, _ENTRIES)
def test_two_records_have_one_hash_only_if_they_are_equal(one: Entry, other: Entry) -> None:
    assert (chained([one]) == chained([other])) == (one == other)


@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Record)])
@pytest.mark.parametrize("seq", [1, 5, 10])
def test_one_damaged_record_is_one_fault(field: str, seq: int) -> None:
    old = getattr(TEN[seq - 1], field)
    changed = attrs.evolve(TEN[seq - 1], **{field: old + 40 if isinstance(old, int) else old + "?"})
    code = FaultCode.GAP if field == "seq" else FaultCode.HASH
    assert _codes([*TEN[: seq - 1], changed, *TEN[seq:]]) == [(code, seq)]


def test_missing_records_are_named_by_the_first_of_them() -> None:
    assert _codes([*TEN[:4], *TEN[6:]]) == [(FaultCode.GAP, 5)]
    assert _codes(TEN[1:]) == [(FaultCode.GAP, 1)]
    assert _codes([*TEN[:2], TEN[1], *TEN[2:]]) == [(FaultCode.GAP, 3)]


def test_several_faults_are_all_named() -> None:
    records = [attrs.evolve(r, actor="else") if r.seq in (2, 3, 10) else r for r in TEN if r.seq != 7]
    assert [seq for _, seq in _codes(records)] == [2, 3, 7, 10]


def test_a_cut_tail_is_seen_only_by_who_noted_the_head() -> None:
    noted = Head(10, TEN[-1].hash)
    assert verify_chain(GAME, TEN[:8]) is None
    assert fits_head(GAME, TEN, noted) is None
    assert fits_head(GAME, TEN, Head.read(str(noted))) is None
    assert fits_head(GAME, TEN, Head(9, TEN[8].hash)) is None, "the game went on since"
    assert fits_head(GAME, [], Head()) is None
    fault = fits_head(GAME, TEN[:8], noted)
    assert fault is not None
    assert str(fault) == (
        f"game {GAME}, event 10: the log ends with event 8, but this one was noted as its last: its tail was cut off"
    )


def test_a_past_written_anew_is_seen_by_who_noted_the_head() -> None:
    anew = chained([entry("x", "{}"), *(entry(f"c{number // 2}", f"{number}") for number in range(1, 10))])
    assert verify_chain(GAME, anew) is None
    fault = fits_head(GAME, anew, Head(10, TEN[-1].hash))
    assert fault is not None
    assert fault.code is FaultCode.HEAD


@pytest.mark.parametrize("text", ["12:9f86d081", " 12:9F86D081… ", "12:9f86d081...", f"12:{'0' * 64}"])
def test_a_head_may_be_noted_in_short(text: str) -> None:
    assert Head.read(text).seq == 12


@pytest.mark.parametrize(
    "text", ["", "12", "12:", "12:9f86d08", "9f86d081", "-1:9f86d081", "١٢:9f86d081", "12:9f86d08g"]
)
def test_what_is_no_head_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadHead, match="12:9f86d081"):
        Head.read(text)
