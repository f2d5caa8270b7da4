"""The definition of a statistic: what is at fault in one is said by name."""

import pytest

from skillscan.errors import SkillscanError
from skillscan.statistics.definitions import parse_file

GOOD = """/*
id: x
order: 1
title: T
definition: D
unit: opening
population: P
denominator: D
stating: S
dimension: {name: skill, label: Skill}
measures: {named: N}
phrases: {named: "name {label}"}
headline: {measure: named, view: all}
minimum: {openings: 1, employers: 1}
caveats: [counted_once]
usage: [not_the_work]
related: []
evidence: {kind: skill, is_value: true}
sentences:
  all: "{share} {does}"
  stating: "{share} {does}"
  silent: "{share}"
  employer: "{share} {does}"
*/
SELECT 1 AS population_id
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("/*", "--", "begin the file with its definition", id="no header"),
        pytest.param("id: x", "id: y", "named after it", id="other id than file"),
        pytest.param("title: T\n", "", "`title`", id="missing key"),
        pytest.param("title: T", "title: ''", "`title`: add it", id="empty key"),
        pytest.param("population: P\n", "", "line 23: .* `population`: add it", id="of whom"),
        pytest.param("usage: [not_the_work]\n", "", "line 23: .* `usage`: add it", id="usage"),
        pytest.param("related: []\n", "", "line 23: .* `related`: add it", id="related"),
        pytest.param("[not_the_work]", "[]", "`usage`: add it .how the number", id="no usage"),
        pytest.param("title: T", "title: T\ntitel: T", "titel", id="misspelt key"),
        pytest.param("counted_once", "nonsense", "caveats.*nonsense", id="unknown caveat"),
        pytest.param("{share} {does}", "{shares}", "sentence names", id="unknown placeholder"),
        pytest.param("  silent: ", "  silence: ", "silence", id="sentence of no view"),
        pytest.param('  silent: "{share}"\n', "", "lack the views", id="view without sentence"),
        pytest.param("phrases: {named", "phrases: {nam", "phrases", id="measure without phrase"),
        pytest.param("headline:", "splits: [eye_colour]\nheadline:", "no file", id="odd split"),
        pytest.param("measure: named", "measure: x", "is no measure", id="headline of nothing"),
        pytest.param("title: T", "title: [", "not YAML", id="broken YAML"),
        pytest.param("SELECT 1", "SELECT 1; SELECT 2", "exactly one SELECT", id="two statements"),
        pytest.param("SELECT 1", "DROP TABLE a; --", "exactly one SELECT", id="not a SELECT"),
        pytest.param("SELECT 1", "SELECT FROM WHERE", "does not parse", id="broken SQL"),
    ],
)
def test_faulty_definition_is_refused_by_name(old: str, new: str, said: str) -> None:
    """A definition with a fault would publish a number nobody can explain."""
    parse_file(GOOD, stem="x")
    with pytest.raises(SkillscanError, match=f"sql/statistics/x.sql: .*{said}"):
        parse_file(GOOD.replace(old, new, 1), stem="x")
