"""A rule file as it is written: its content, and the line on which each part of it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from skillscan.errors import UsageError

PartPath = tuple[str | int, ...]
"""The way to a part of a file: keys and list positions from the top."""
MAX_BYTES = 5_000_000
MAX_PARTS = 1_000_000
"""Aliases of YAML can make a small file endless; no rule file has a tenth of this."""
_FEW_STEPS = 2
"""The way to a rule: the lines of what lies deeper are only sought when something is wrong."""
_QUOTE = (
    "put the text in quotes where it holds a colon with a blank or nothing behind it, or begins "
    "with a sign like [ { * & ! % @ (a quote inside of single quotes is written twice: 'it''s')"
)
_TEXT = "tag:yaml.org,2002:str"


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
    """The content of one file; ``lines`` gives the line of each rule, and of the parts around it,
    by the path; ``text`` is what is written, where more lines are to be found.
    """

    file: str
    content: Mapping[str, Any]
    lines: Mapping[PartPath, int]
    text: str = ""

    def line(self, path: Iterable[str | int]) -> int:
        """The line of a part, or of the nearest part around it."""
        way = tuple(path)
        lines = _all_lines(self.text) if len(way) > _FEW_STEPS and self.text else self.lines
        while way and way not in lines:
            way = way[:-1]
        return lines.get(way, 1)


def read_source(text: str, file: str) -> RuleSource:
    """The YAML text of a file; raises RuleError where it is no YAML, no mapping, or too long."""
    if len(text) > MAX_BYTES:
        raise RuleError([Fault(file, 1, "", f"longer than {MAX_BYTES:,} characters")])
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        parts = _Parts(_FEW_STEPS)
        content = {} if node is None else parts.content(node, ())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"no valid YAML: {error.problem}; {_advice(text, line)}"
        raise RuleError([Fault(file, line, "", message)]) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise RuleError([Fault(file, 1, "", f"no valid YAML: {error}")]) from error
    if not isinstance(content, dict):
        raise RuleError([Fault(file, 1, "", "must be a mapping of lists of rules and words")])
    if doubles := [Fault(file, line, "", message) for line, message in parts.doubles(content)]:
        raise RuleError(doubles)
    return RuleSource(file, content, parts.lines, text)


def _advice(text: str, line: int) -> str:
    """What mostly is to be done where a line is no YAML."""
    written = text.split("\n")[line - 1 : line]
    if any("\t" in part[: len(part) - len(part.lstrip())] for part in written):
        return "indent with blanks, not with tabs"
    return _QUOTE


@lru_cache(maxsize=8)
def _all_lines(text: str) -> Mapping[PartPath, int]:
    """The lines of all parts of a text that was read before."""
    parts = _Parts()
    if node := yaml.compose(text, Loader=yaml.CSafeLoader):
        parts.content(node, ())
    return parts.lines


class _Parts:
    """The parts of a YAML document, and the keys that stand twice.

    With them come the lines, of parts that are at most so many steps from the top.
    """

    def __init__(self, steps: int = MAX_PARTS) -> None:
        self._steps = steps
        self.lines: dict[PartPath, int] = {}
        self._doubles: list[tuple[int, str]] = []
        self._loader: Any = yaml.CSafeLoader("")
        self._visited = 0

    def content(self, node: yaml.Node, path: PartPath | None) -> Any:
        """The value of a node, as YAML's safe loader makes it; ``path`` as far as it is of use."""
        self._visited += 1
        if self._visited > MAX_PARTS:
            raise ValueError(f"more than {MAX_PARTS:,} parts: aliases that hold each other?")
        if path is not None:
            self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.content(item, self._below(path, n)) for n, item in enumerate(node.value)]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Any:
        return node.value if node.tag == _TEXT else self._loader.construct_object(node)

    def _below(self, path: PartPath | None, step: str | int) -> PartPath | None:
        return None if path is None or len(path) >= self._steps else (*path, step)

    def doubles(self, content: dict[Any, Any]) -> Iterator[tuple[int, str]]:
        """What YAML would take in silence: the last of two equal keys, keys that are no text."""
        yield from self._doubles
        for key in content:
            if not isinstance(key, str):
                yield self.lines.get((key,), 1), f"{key!r} is no name of a list; put quotes around"

    def _mapping(self, node: yaml.MappingNode, path: PartPath | None) -> dict[Any, Any]:
        content: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._doubled(key_node, "a list or a mapping is no name of anything")
                continue
            key = self._scalar(key_node)
            if key in content:
                self._doubled(key_node, f"{key!r} stands twice; the second would win")
            content[key] = self.content(value_node, self._below(path, key))
        return content

    def _doubled(self, key: yaml.Node, message: str) -> None:
        self._doubles.append((key.start_mark.line + 1, message))
