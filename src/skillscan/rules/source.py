"""A rule file as it is written: its content, and the line on which each part of it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from skillscan.errors import UsageError

Path = tuple[str | int, ...]
"""The way to a part of a file: keys and list positions from the top."""
MAX_BYTES = 5_000_000


class RuleError(UsageError):
    """Rule files that do not fit; the message holds every fault with file, line and id."""

    def __init__(self, faults: Iterable["Fault"]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a rule file, and where; ``rule_id`` is empty outside of any rule."""

    file: str
    line: int
    rule_id: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return (
            f"{where}: {self.rule_id}: {self.message}"
            if self.rule_id
            else f"{where}: {self.message}"
        )


@dataclass(frozen=True, slots=True)
class RuleSource:
    """The content of one file; ``lines`` gives the line of each part by its path."""

    file: str
    content: Mapping[str, Any]
    lines: Mapping[Path, int]

    def line(self, path: Iterable[str | int]) -> int:
        """The line of a part, or of the nearest part around it."""
        way = tuple(path)
        while way and way not in self.lines:
            way = way[:-1]
        return self.lines.get(way, 1)


def read_source(text: str, file: str) -> RuleSource:
    """The YAML text of a file; raises RuleError where it is no YAML, no mapping, or too long."""
    if len(text) > MAX_BYTES:
        raise RuleError([Fault(file, 1, "", f"longer than {MAX_BYTES:,} characters")])
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError([Fault(file, line, "", f"no valid YAML: {error.problem}")]) from error
    if node is None:
        return RuleSource(file, {}, {})
    lines: dict[Path, int] = {}
    content = _content(node, (), lines, yaml.CSafeLoader(""))
    if not isinstance(content, dict):
        raise RuleError([Fault(file, 1, "", "must be a mapping of lists of rules and words")])
    return RuleSource(file, content, lines)


def _content(node: yaml.Node, path: Path, lines: dict[Path, int], loader: Any) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        content = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node)
            content[key] = _content(value_node, (*path, key), lines, loader)
        return content
    if isinstance(node, yaml.SequenceNode):
        return [_content(item, (*path, n), lines, loader) for n, item in enumerate(node.value)]
    return loader.construct_object(node)
