"""Which rule files and rules are meant by what somebody types."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from skillscan.errors import UsageError
from skillscan.rules.loading import file_names, is_known, load_rules
from skillscan.rules.model import RuleFile
from skillscan.rules.source import RuleError

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
    ids = [word for word in words if not _file_named(word)]
    loaded = {name: _loaded(name, own) for name in file_names() if is_known(name)} if ids else {}
    for word in ids:
        for name, rule_ids in _holding(word, loaded).items():
            found[name] = (found.get(name) or frozenset()) | rule_ids
    return found | files


def _file_named(word: str) -> str | None:
    name = Path(word).name
    return next((known for known in file_names() if name in (known, known[: -len(_SUFFIX)])), None)


def _loaded(name: str, own: Path | None) -> RuleFile | None:
    try:
        return load_rules(name, own)
    except RuleError:
        return None


def _holding(word: str, loaded: Mapping[str, RuleFile | None]) -> dict[str, frozenset[str]]:
    holding = {name: ids for name, rules in loaded.items() if (ids := _ids_named(word, rules))}
    if not holding:
        holding = {name: frozenset() for name, rules in loaded.items() if rules is None}
    if not holding:
        raise UsageError(_unknown(word, loaded))
    return holding


def _ids_named(word: str, rules: RuleFile | None) -> frozenset[str]:
    named = rules.all_rules() if rules else ()
    return frozenset(rule.id for rule in named if word in (rule.id, f"{rule.group}.{rule.id}"))


def _unknown(word: str, loaded: Mapping[str, RuleFile | None]) -> str:
    ids = {rule.id for rules in loaded.values() if rules for rule in rules.all_rules()}
    close = get_close_matches(word, [*file_names(), *sorted(ids)], n=3)
    hint = f"did you mean {', '.join(close)}?" if close else f"files: {', '.join(file_names())}"
    return f"no rule file and no rule is called {word!r}; {hint}"
