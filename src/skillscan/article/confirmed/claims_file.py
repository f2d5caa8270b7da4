"""``FILE.claims.yaml`` beside an article: read with its schema, written in one step.

The file is for people as well: editors keep it in version control and read its diffs. A file that
cannot be read is never written over.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from skillscan.article.confirmed.decision import ClaimDecision
from skillscan.errors import SkillscanError, UsageError
from skillscan.resources import data_json
from skillscan.rules.source import RuleSource, read_source
from skillscan.storage.whole_file import write_whole

HEAD = (
    "# What an editor has said of this article's numbers: `skillscan article confirm` and\n"
    "# `dismiss` write it. An entry is found again by its words, wherever they move.\n"
    "version: 1\n"
)
OPENING = "claims:\n"
EMPTY = "claims: []\n"
_SUFFIX = ".claims.yaml"
_MAX_BYTES = 5_000_000
_SCHEMA = "article_claims.schema.json"
_LINE_WIDTH = 100
_FEW = 10


def claims_path(article: Path) -> Path:
    """Where the decisions on an article's numbers lie: beside it."""
    return article.with_name(article.name + _SUFFIX)


def load(article: Path) -> tuple[ClaimDecision, ...]:
    """The decisions on an article's numbers, in the order of the file; none where there is no file.

    Raises UsageError, which names file and line, where it is damaged.
    """
    path = claims_path(article)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UsageError(f"{path}: larger than {_MAX_BYTES} bytes; take old entries out")
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is no UTF-8; save it as UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    return parse(text, str(path))


def parse(text: str, file: str) -> tuple[ClaimDecision, ...]:
    """The decisions of a file's text; ``file`` is its name in messages. Raises UsageError."""
    source = read_source(text, file)
    _refuse_unsound(source)
    return tuple(
        msgspec.convert(claim, ClaimDecision) for claim in source.content.get("claims", [])
    )


def save(article: Path, decisions: Iterable[ClaimDecision]) -> Path:
    """Write the decisions beside the article, in one step; tells the file.

    Raises SkillscanError where it cannot be written; what was there stays then.
    """
    path = claims_path(article)
    target = path.resolve()
    try:
        write_whole(target, file_text(list(decisions)).encode())
    except OSError as error:
        raise SkillscanError(
            f"{path}: not written ({error.strerror}); nothing was changed"
        ) from error
    return path


def file_text(decisions: Sequence[ClaimDecision]) -> str:
    """The file's text."""
    if not decisions:
        return HEAD + EMPTY
    return HEAD + OPENING + "".join(entry_text(one) for one in decisions)


def entry_text(decision: ClaimDecision) -> str:
    """One entry as it stands in the file."""
    return yaml.dump(
        [msgspec.to_builtins(decision)],
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=_LINE_WIDTH,
    )


def _refuse_unsound(source: RuleSource) -> None:
    from jsonschema import Draft202012Validator  # imports slowly

    faults = []
    validator = Draft202012Validator(data_json(_SCHEMA))
    for error in validator.iter_errors(dict(source.content)):
        faults.append((source.line(error.absolute_path), _told(error)))
        if len(faults) == _FEW:
            break
    if faults:
        lines = (f"{source.file}:{line}: {message}" for line, message in sorted(faults))
        raise UsageError("\n".join(lines))


def _told(error: Any) -> str:
    """A fault of the schema in words, with its place in the entry."""
    place = error.absolute_path[-1] if error.absolute_path else "the file"
    return f"{place}: {error.message[:200]}; mend it, or take the entry out"
