"""``gates.json`` of a release: what was judged, what was waived, and whether readers may have it.

It is written again where a release that was held back is accepted, so it has a checksum of its own
and none among those of the release.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from skillscan.release.release_folder import GATES_FILE
from skillscan.storage.checked_json import CHECKSUM, checked, checksum
from skillscan.storage.versioned_folder import VersionedFolder

if TYPE_CHECKING:
    from skillscan.release.gates import GateVerdict


def gates_json(release: str, verdicts: "Sequence[GateVerdict]", waived: Mapping[str, str]) -> bytes:
    """The content of the file, where every gate is passed or waived."""
    rows = [{**asdict(verdict), "waived": waived.get(verdict.gate)} for verdict in verdicts]
    return _written(release, rows, is_passed=all(row["is_passed"] or row["waived"] for row in rows))


def lost_gates_json(release: str, *, is_passed: bool) -> bytes:
    """The content of one that takes the place of a lost one: whether readers may have the release
    is known, and what the gates said is not any more.
    """
    return _written(release, [], is_passed=is_passed)


def _written(release: str, rows: list[dict[str, Any]], *, is_passed: bool) -> bytes:
    content: dict[str, Any] = {"release": release, "is_passed": is_passed, "gates": rows}
    content[CHECKSUM] = checksum(content)
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def passed_gates(folder: VersionedFolder, names: Collection[str]) -> dict[str, bool]:
    """Whether readers may have each of these releases; without those whose file is missing or
    altered.
    """
    found = {}
    for name, content in folder.read_each(names, GATES_FILE).items():
        try:
            gates = checked(content)
        except (ValueError, TypeError):
            continue
        found[name] = gates.get("is_passed") is True and gates.get("release") == name
    return found


def gates_fault(folder: VersionedFolder, name: str) -> str | None:
    """Whether the file is missing or altered, as one line; ``None`` where it is whole."""
    try:
        checked(folder.read(name, GATES_FILE))
    except FileNotFoundError:
        return f"{GATES_FILE} is missing"
    except (ValueError, TypeError):
        return f"{GATES_FILE} is altered"
    return None


def waived_before(
    folder: VersionedFolder, name: str, verdicts: "Iterable[GateVerdict]"
) -> dict[str, str]:
    """Gates that were waived when this release was accepted and say the same now → the reason.

    Else every later publish of the same content would call what readers are shown held back.
    """
    try:
        rows = checked(folder.read(name, GATES_FILE))["gates"]
        waived = {(row["gate"], row["reason"]): row["waived"] for row in rows if row["waived"]}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}
    found = ((verdict.gate, waived.get((verdict.gate, verdict.reason))) for verdict in verdicts)
    return {gate: reason for gate, reason in found if reason}
