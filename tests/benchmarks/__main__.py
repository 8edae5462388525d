"""All benchmarks, one after the other: `python -m tests.benchmarks`. Ratios against a baseline in the same run."""

from __future__ import annotations

from tests.benchmarks import bench_deck, bench_lobby, bench_opening, bench_replay, bench_room, bench_store


def main() -> None:
    """Run each; they print what they find."""
    for benchmark in (bench_store, bench_opening, bench_replay, bench_lobby, bench_room, bench_deck):
        benchmark.main()


if __name__ == "__main__":
    main()
