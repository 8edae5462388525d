"""How a text has changed: the stretches that differ, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher

#: Texts up to this many characters are told whole; of longer ones the changed stretches, with so many words around.
SHORT, _AROUND = 60, 2
#: Of a long text that is new, gone, or wholly another, this many words are told: its first and its last.
_FIRST, _LAST = 30, 10


def text_change(before: str, after: str) -> str:
    """How a text has changed: short ones whole, of long ones the stretches that differ.

    >>> text_change("Ship cameras.", "Ship radios.")
    '“Ship cameras.” → “Ship radios.”'
    """
    old, new = before.split(), after.split()
    if old == new:
        return "only blanks and line breaks differ"
    if not old or not new or max(len(before), len(after)) <= SHORT:
        return f"{_whole(old)} → {_whole(new)}"
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    stretches = _stretches(matcher)
    if matcher.ratio() < 0.5 and len(stretches) > 1:
        return f"{_whole(old)} → {_whole(new)}"
    return "; ".join(f"{_stretch(old, a, b)} → {_stretch(new, c, d)}" for a, b, c, d in stretches)


def _stretches(matcher: SequenceMatcher[str]) -> list[tuple[int, int, int, int]]:
    """Where two texts differ, in words; what lies closer together than the words around it is one stretch."""
    found: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if found and a - found[-1][1] <= 2 * _AROUND:
            a, _, c, _ = found.pop()
        found.append((a, b, c, d))
    return found


def _stretch(words: list[str], start: int, end: int) -> str:
    """The words from `start` to before `end` with some around; dots where there are more."""
    first, last = max(0, start - _AROUND), min(len(words), end + _AROUND)
    before, after = "… " if first else "", " …" if last < len(words) else ""
    return f"“{before}{_cut(words[first:last])}{after}”"


def _whole(words: list[str]) -> str:
    return f"“{_cut(words)}”" if words else "(nothing)"


def _cut(words: list[str]) -> str:
    """Words in one line; of very many, the first and the last."""
    if len(words) <= _FIRST + _LAST:
        return " ".join(words)
    return f"{' '.join(words[:_FIRST])} … {' '.join(words[-_LAST:])}"
