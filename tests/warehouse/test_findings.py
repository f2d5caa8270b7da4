"""What the warehouse keeps of a finding."""

from datetime import UTC, datetime

from duckdb import DuckDBPyConnection

from skillscan.nlp.reading import Finding, Reading
from skillscan.warehouse.tables import findings

NOW = datetime(2026, 3, 1, tzinfo=UTC)
REASON = {
    "section": "required",
    "section_rule": "rules.you_requirements",
    "heading_start": 10,
    "heading_end": 24,
    "modifier_rule": "modifiers.preferred_verb",
    "modifier_start": 35,
    "modifier_end": 44,
}
NONE = dict.fromkeys(REASON)


def finding(**reason: object) -> Finding:
    return Finding(
        kind="skill", value="python", mention_class="preferred", start=28, end=34, rule="Python",
        **reason,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_reason_of_a_finding_is_kept(connection: DuckDBPyConnection) -> None:
    """Nobody could tell from the warehouse why a skill is preferred."""
    reading = Reading(findings=(finding(**REASON), finding()))
    findings.save(connection, [("content", reading)], "version", NOW)
    columns = ", ".join(REASON)
    kept = connection.execute(
        f"SELECT {columns} FROM findings ORDER BY finding_number"  # noqa: S608
    ).fetchall()
    assert [dict(zip(REASON, row, strict=True)) for row in kept] == [REASON, NONE]
