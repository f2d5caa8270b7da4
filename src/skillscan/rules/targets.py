"""Which rule files and rules are meant by what somebody types."""

import shlex
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from skillscan.errors import UsageError
from skillscan.rules.loading import file_names, is_known, load_rules, texts_of
from skillscan.rules.model import RuleFile
from skillscan.rules.source import RuleError, read_source

Targets = Mapping[str, frozenset[str] | None]
"""File name to the ids of the rules that are meant; ``None`` means the whole file."""
_SUFFIX = ".yaml"


def find_targets(words: Sequence[str], own: Path | None = None) -> Targets:
    """The files and rules that are named: a file by name or path, a rule by id or ``group.id``.

    Without words all files. Where a rule is not found and a file cannot be loaded, it may stand
    there: that file is among the targets, so that its faults are told. Raises UsageError for what
    is neither a file nor a rule.
    """
    if not words:
        return dict.fromkeys(filter(is_known, file_names()))
    found: dict[str, frozenset[str] | None] = {}
    files = {name: None for word in words if (name := _file_named(word))}
    for word in words:
        for name, rule_ids in _holding(word, own).items() if not _file_named(word) else ():
            found[name] = (found.get(name) or frozenset()) | rule_ids
    return found | files


def _file_named(word: str) -> str | None:
    name = Path(word).name
    return next((known for known in file_names() if name in (known, known[: -len(_SUFFIX)])), None)


def _holding(word: str, own: Path | None) -> dict[str, frozenset[str]]:
    """The files with rules that are called so: read, but not loaded, which takes seconds."""
    names = list(filter(is_known, file_names()))
    holding = {name: ids for name in names if (ids := _ids_written(word, name, own))}
    if holding:
        return holding
    loaded = {name: _loaded(name, own) for name in names}
    broken = {name: frozenset[str]() for name, rules in loaded.items() if rules is None}
    if not broken:
        raise UsageError(_unknown(word, loaded))
    return broken


def _ids_written(word: str, name: str, own: Path | None) -> frozenset[str]:
    """The ids of the rules of a file that are called so; none where it is no YAML."""
    rule_id = word.rpartition(".")[2]
    try:
        sources = [read_source(text, name) for text in texts_of(name, own) if rule_id in text]
    except RuleError:
        return frozenset()
    return frozenset(
        rule_id
        for source in sources
        for group, part in source.content.items()
        for entry in (part if isinstance(part, list) else ())
        if isinstance(entry, dict) and entry.get("id") == rule_id
        if word in (rule_id, f"{group}.{rule_id}")
    )


def _loaded(name: str, own: Path | None) -> RuleFile | None:
    try:
        return load_rules(name, own)
    except RuleError:
        return None


def _unknown(word: str, loaded: Mapping[str, RuleFile | None]) -> str:
    ids = {rule.id for rules in loaded.values() if rules for rule in rules.all_rules()}
    close = get_close_matches(word, [*file_names(), *sorted(ids)], n=3)
    hint = f"did you mean {', '.join(close)}?" if close else f"files: {', '.join(file_names())}"
    return (
        f"no rule file and no rule is called {word!r}; if it is a skill: "
        f"`skillscan taxonomy check {shlex.quote(word)}`; {hint}"
    )
