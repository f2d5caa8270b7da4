"""What the list below a heading tells of it: requirements, duties, the tools in use, open jobs."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from skillscan.nlp.structure.block import ASKING, ITEM_MARK, Block, is_found
from skillscan.nlp.structure.headings import IDEAL_CANDIDATE, Opening
from skillscan.rules import RuleFile
from skillscan.rules.phrases import NOTHING

_MISLEADING = frozenset({"duties", "about"})
"""Sections whose headings also stand over requirements ("Expectations")."""
_BY_LIST = "kinds.requirement_item"
_BY_STACK, _BY_DUTIES = "kinds.stack_line", "kinds.duty_item"
_BY_ROLES, _BY_DOING = "kinds.role_item", "kinds.will_do"
_BY_PARTS, _BY_TOOLS = "kinds.stack_part", "kinds.tools_alone"
_STACK_LINES = 3
_STACK_PARTS = 2
_DUTIES = (3, 0.75)
_ROLES = (2, 0.75)
_DOING = (3, 0.7)
_ENDS_HEADING = re.compile(r"[:?]\s?\Z")
_MOST_LINES = 12
_UNKNOWN_HEADING = (2, 0.6)
_OTHER_HEADING = (3, 0.7)


class ListBelow:
    """Judges headings by their lists, by the group ``kinds`` of ``headings.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        kinds = {rule.id: rules.pattern(rule) for rule in rules.rules("kinds")}
        self._wish = kinds["wish"]
        self._stack = kinds["stack_word"]
        self._no_stack = rules.pattern(rules.rule("kinds", "stack_word"), "unless")
        self._stack_line, self._seeks = kinds["stack_line"], kinds["seeks"]
        self._tools, self._part = kinds["tools_alone"], kinds["stack_part"] or NOTHING
        self._duty, self._will_do = kinds["duty_item"], kinds["will_do"]
        self._quality, self._seeks_roles = kinds["quality_item"], kinds["seeks_roles"]
        self._role = kinds["role_item"]
        self._no_role = rules.pattern(rules.rule("kinds", "role_item"), "unless")
        item = rules.rule("kinds", "requirement_item")
        self._item, self._no_item = kinds["requirement_item"], rules.pattern(item, "unless")

    def judged(self, text: str, blocks: list[Block]) -> Iterator[Block]:
        """The blocks; what lists requirements under a heading of no or another kind opens them."""
        if any(block.opens and block.opens.section == IDEAL_CANDIDATE for block in blocks):
            lines = [text[b.start : b.end] for b in blocks]
            blocks = [
                b._replace(asks=self._asks(line), is_wish=is_found(self._wish, line))
                for b, line in zip(blocks, lines, strict=True)
            ]
        section, is_divided = "other", False
        for index, block in enumerate(blocks):
            before = section
            if block.opens and not block.applies_to_line_only:
                section = block.opens.section
                if section == "preferred" and block.kind == "heading":
                    is_divided = any(b.kind == "heading" for b in blocks[index + 1 : index + 2])
            if block.kind == "heading" and (
                told := self._told_by_parts(text, blocks, index, before)
                or (None if is_divided else self._told_by_tools(text, blocks, index, before))
                or self._told_by_list(text, blocks, index, section)
            ):
                section = told[0]
                block = block._replace(opens=Opening(*told, block.start, block.end))
            yield block

    def _told_by_parts(
        self, text: str, blocks: Sequence[Block], index: int, before: str
    ) -> tuple[str, str] | None:
        """That a heading of tools opens the stack of the employer, where its list names the parts
        of a product ("Backend: … Infra: …") and no requirements go on above it.
        """
        block = blocks[index]
        if before in ASKING or not is_found(self._tools, text[block.start : block.end]):
            return None
        first = [text[b.start : b.end] for b in _below(blocks, index)][:_STACK_LINES]
        parts = sum(len(self._part.findall(line)) for line in first)
        return ("about", _BY_PARTS) if parts >= _STACK_PARTS else None

    def _told_by_tools(
        self, text: str, blocks: Sequence[Block], index: int, before: str
    ) -> tuple[str, str] | None:
        """That a plain heading of tools ends a list of wishes, where nothing below it asks.

        A heading right below that of the wishes divides them.
        """
        block = blocks[index]
        is_of_tools = is_found(self._tools, text[block.start : block.end])
        if before != "preferred" or not is_of_tools:
            return None
        lines = [text[b.start : b.end] for b in _below(blocks, index)]
        asks = any(self._asks(line) or is_found(self._wish, line) for line in lines)
        return ("about", _BY_TOOLS) if lines and not asks else None

    def _told_by_list(
        self, text: str, blocks: Sequence[Block], index: int, section: str
    ) -> tuple[str, str] | None:
        """The section that the list below a heading tells, and the rule; ``section``: where that
        stands without it.
        """
        block = blocks[index]
        heading = text[block.start : block.end]
        bounds = _bounds(block, section)
        may_be_stack = block.opens is None and section == "preferred" and self._is_stack(heading)
        is_sought = section == "required" and is_found(
            _ENDS_HEADING if block.opens is None else self._seeks, heading
        )
        may_be_other = section == "required" and (
            is_found(self._seeks_roles, heading) or is_found(self._will_do, heading)
        )
        if not bounds and not may_be_stack and not is_sought and not may_be_other:
            return None
        lines = [text[b.start : b.end] for b in _below(blocks, index)]
        if bounds and _are_most([self._asks(line) for line in lines], bounds):
            return "required", _BY_LIST
        if may_be_stack and self._are_of_stack(lines):
            return "about", _BY_STACK
        is_list_of_duties = is_sought and _are_most(
            [is_found(self._duty, line) for line in lines], _DUTIES
        )
        if is_list_of_duties:
            return "duties", _BY_DUTIES
        return self._of_jobs_or_doing(heading, _items(lines)) if may_be_other else None

    def _of_jobs_or_doing(self, heading: str, lines: Sequence[str]) -> tuple[str, str] | None:
        """Whether what stands below "we are looking for" is job titles, below "the candidate will"
        what somebody does.
        """
        if is_found(self._seeks_roles, heading):
            roles = [is_found(self._role, x) and not is_found(self._no_role, x) for x in lines]
            if _are_most(roles, _ROLES):
                return "other", _BY_ROLES
        if is_found(self._will_do, heading):
            doing = [not is_found(self._quality, line) for line in lines]
            if _are_most(doing, _DOING):
                return "duties", _BY_DOING
        return None

    def _is_stack(self, heading: str) -> bool:
        """Whether a heading below wishes speaks of the tools in use."""
        return is_found(self._stack, heading) and not is_found(self._no_stack, heading)

    def _are_of_stack(self, lines: Sequence[str]) -> bool:
        """Whether the first lines are such as "Backend: Go, Rust"."""
        first = lines[:_STACK_LINES]
        return sum(is_found(self._stack_line, line) for line in first) == _STACK_LINES

    def _asks(self, line: str) -> bool:
        return is_found(self._item, line) and not is_found(self._no_item, line)


def _bounds(block: Block, section: str) -> tuple[int, float] | None:
    """How many lines, and what share of them, must ask for the list below to be requirements."""
    if block.opens is None:
        return None if section in ASKING else _UNKNOWN_HEADING
    is_told_otherwise = section in _MISLEADING and not block.applies_to_line_only
    return _OTHER_HEADING if is_told_otherwise else None


def _are_most(found: Sequence[bool], bounds: tuple[int, float]) -> bool:
    """Whether there are so many lines, and of so large a share of them it holds."""
    return len(found) >= bounds[0] and sum(found) >= bounds[1] * len(found)


def _items(lines: Sequence[str]) -> Sequence[str]:
    """The items right below a heading; all lines where the first is no marked item."""
    if not lines or not lines[0].startswith(ITEM_MARK):
        return lines
    return list(takewhile(lambda line: line.startswith(ITEM_MARK), lines))


def _below(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """The blocks of the list right below a heading, up to the next heading."""
    for block in blocks[index + 1 : index + 1 + _MOST_LINES]:
        if block.kind == "heading" or block.opens:
            return
        yield block
