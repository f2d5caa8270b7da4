"""Which phrases no example needs, over many files; processes may share the work."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from pathlib import Path

from skillscan.rules.loading import load_rules
from skillscan.rules.model import PhraseRef, RuleFile
from skillscan.rules.proof import MOST_UNNEEDED_SHARE, prover_of, unneeded_phrases

OnDone = Callable[[int, int], None]
"""Told how many of how many phrases were tried."""
_SHARD = 25
"""Phrases that a process tries at once."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """What came of deleting phrases of a file one by one; ``unneeded``: no example noticed.

    ``is_whole``: all phrases of the file were tried, not only those of single rules.
    """

    tried: int
    unneeded: tuple[PhraseRef, ...]
    is_whole: bool

    @property
    def share(self) -> float:
        """The share of the phrases that no example needs."""
        return len(self.unneeded) / self.tried if self.tried else 0.0

    @property
    def is_bad(self) -> bool:
        """Whether more is unneeded than may be: of single rules nothing, of a file some."""
        return self.share >= MOST_UNNEEDED_SHARE if self.is_whole else bool(self.unneeded)


def phrases_of(rules: RuleFile, ids: frozenset[str]) -> list[PhraseRef]:
    """The phrases of the slots of these rules."""
    return [ref for ref in rules.phrase_refs() if ref.rule_id in ids]


def mutate(
    phrases: Sequence[tuple[RuleFile, Sequence[PhraseRef]]],
    own: Path | None = None,
    *,
    pool: Executor | None = None,
    on_done: OnDone = lambda _done, _total: None,
) -> dict[str, Mutation]:
    """By file what comes of deleting these phrases; of files whose examples all hold.

    The processes of ``pool`` load the files again, with those of the folder ``own``.
    """
    tasks = [
        (rules.name, own, tuple(refs[start : start + _SHARD]))
        for rules, refs in phrases
        for start in range(0, len(refs), _SHARD)
    ]
    found: dict[str, set[PhraseRef]] = {rules.name: set() for rules, _ in phrases}
    done, total = 0, sum(len(refs) for _, refs in phrases)
    for (name, _, refs), unneeded in _run(tasks, pool):
        found[name].update(unneeded)
        done += len(refs)
        on_done(done, total)
    return {
        rules.name: Mutation(
            tried=len(refs),
            unneeded=tuple(ref for ref in refs if ref in found[rules.name]),
            is_whole=len(refs) == sum(1 for _ in rules.phrase_refs()),
        )
        for rules, refs in phrases
    }


_Task = tuple[str, Path | None, tuple[PhraseRef, ...]]


def _run(
    tasks: Collection[_Task], pool: Executor | None
) -> Iterator[tuple[_Task, list[PhraseRef]]]:
    if pool is None:
        yield from ((task, _unneeded(task)) for task in tasks)
        return
    futures = {pool.submit(_unneeded, task): task for task in tasks}
    for future in as_completed(futures):
        yield futures[future], future.result()


def _unneeded(task: _Task) -> list[PhraseRef]:
    name, own, refs = task
    return list(unneeded_phrases(load_rules(name, own), prover_of(name), refs))
