"""A rule file as it is written: its content, and the line on which each part of it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from skillscan.errors import UsageError

PartPath = tuple[str | int, ...]
"""The way to a part of a file: keys and list positions from the top."""
MAX_BYTES = 5_000_000
MAX_PARTS = 1_000_000
"""Aliases of YAML can make a small file endless; no rule file has a tenth of this."""


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
    lines: Mapping[PartPath, int]

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
        parts = _Parts()
        content = {} if node is None else parts.content(node, ())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError([Fault(file, line, "", f"no valid YAML: {error.problem}")]) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise RuleError([Fault(file, 1, "", f"no valid YAML: {error}")]) from error
    if not isinstance(content, dict):
        raise RuleError([Fault(file, 1, "", "must be a mapping of lists of rules and words")])
    if doubles := [Fault(file, line, "", message) for line, message in parts.doubles(content)]:
        raise RuleError(doubles)
    return RuleSource(file, content, parts.lines)


class _Parts:
    """The parts of a YAML document, with the line of each, and the keys that stand twice."""

    def __init__(self) -> None:
        self.lines: dict[PartPath, int] = {}
        self._doubles: list[tuple[int, str]] = []
        self._loader: Any = yaml.CSafeLoader("")
        self._visited = 0

    def content(self, node: yaml.Node, path: PartPath) -> Any:
        """The value of a node, as YAML's safe loader makes it."""
        self._visited += 1
        if self._visited > MAX_PARTS:
            raise ValueError(f"more than {MAX_PARTS:,} parts: aliases that hold each other?")
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.content(item, (*path, n)) for n, item in enumerate(node.value)]
        return self._loader.construct_object(node)

    def doubles(self, content: dict[Any, Any]) -> Iterator[tuple[int, str]]:
        """What YAML would take in silence: the last of two equal keys, keys that are no text."""
        yield from self._doubles
        for key in content:
            if not isinstance(key, str):
                yield self.lines.get((key,), 1), f"{key!r} is no name of a list; put quotes around"

    def _mapping(self, node: yaml.MappingNode, path: PartPath) -> dict[Any, Any]:
        content: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._doubles.append((line, "a list or a mapping is no name of anything"))
                continue
            key = self._loader.construct_object(key_node)
            if key in content:
                self._doubles.append((line, f"{key!r} stands twice; the second would win"))
            content[key] = self.content(value_node, (*path, key))
        return content
