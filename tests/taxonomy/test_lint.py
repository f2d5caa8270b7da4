"""The linter finds what makes a taxonomy lie."""

from typing import Any

import pytest

from skillscan.nlp.skills.matcher import skill_finder
from skillscan.taxonomy import TaxonomyError
from skillscan.taxonomy.ambiguity import is_ambiguous
from skillscan.taxonomy.lint import lint
from skillscan.taxonomy.loading import build_taxonomy
from skillscan.taxonomy.model import Alias, SurroundedBy


def skill(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "label": id_, "reference": "https://example.org", **more}


def problems(*skills: dict[str, Any]) -> list[str]:
    files = {"tools.yaml": {"category": "tools_x", "label": "Tools", "skills": list(skills)}}
    taxonomy = build_taxonomy(files)
    return [str(problem) for problem in lint(taxonomy, skill_finder(taxonomy))]


RULED = {"text": "Beam", "when": ["apache _"]}


@pytest.mark.parametrize(
    ("skills", "complaint"),
    [
        ([skill("a", aliases=["Foo"]), skill("b", aliases=["foo"])], "also stands at"),
        ([skill("a", aliases=["Foo", "Foo"])], "stands twice"),
        ([skill("beam", aliases=[RULED])], "no `counts` example"),
        (
            [skill("beam", aliases=[RULED], examples={"counts": ["Apache Beam"]})],
            "no `counts_not` example",
        ),
        (
            [
                skill(
                    "beam",
                    aliases=[RULED],
                    examples={"counts": ["a steel Beam"], "counts_not": ["Beam"]},
                )
            ],
            "must count in 'a steel Beam', but does not: there no skill is read",
        ),
        (
            [
                skill(
                    "beam",
                    aliases=[RULED],
                    examples={"counts": ["Apache Beam"], "counts_not": ["use Apache Beam"]},
                )
            ],
            "must not count in 'use Apache Beam', but does: there 'Beam' is beam, by Beam (around)",
        ),
        ([skill("x", aliases=[{"text": "Foo", "adds": ["nothing"]}])], "names 'nothing'"),
        ([skill("x", aliases=["Spark"])], "alias 'Spark' is an ordinary word: say where it counts"),
        ([skill("x", aliases=["Xq"])], "ambiguous alias 'Xq'"),
    ],
)
def test_faults_are_found(skills: list[dict[str, Any]], complaint: str) -> None:
    """A wrong or unproven rule would reach the statistics."""
    assert any(complaint in problem for problem in problems(*skills))


def test_two_skills_may_share_an_alias_where_rules_decide() -> None:
    """Names with two meanings (GCP) could not be listed."""
    both = [
        skill(
            "cloud",
            aliases=[{"text": "Zcp", "not": ["clinical _"]}],
            examples={"counts": ["Zcp"], "counts_not": ["clinical Zcp"]},
        ),
        skill(
            "clinic",
            aliases=[{"text": "Zcp", "when": ["clinical _"]}],
            examples={"counts": ["clinical Zcp"], "counts_not": ["Zcp"]},
        ),
    ]
    assert problems(*both) == []


def test_a_retired_skill_needs_no_proof() -> None:
    """Retiring a skill would break the check, so it would be deleted instead."""
    assert problems(skill("spark", aliases=["Spark"], retired=True)) == []


@pytest.mark.parametrize(
    ("alias", "expected"),
    [
        (Alias(text="Kubernetes"), False),
        (Alias(text="Spark"), True),
        (Alias(text="R", case="exact"), True),
        (Alias(text="Kubernetes", never=(SurroundedBy(pattern="_ x"),)), True),
        (Alias(text="MCP", case="exact"), False),
        (Alias(text="Lantern"), True),
        (Alias(text="lanterns"), True),
        (Alias(text="Lantern", is_plain_word=True), False),
    ],
)
def test_ambiguity(alias: Alias, *, expected: bool) -> None:
    """An everyday word would need no counter-example."""
    assert is_ambiguous(alias) is expected


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({"category": "x", "label": "X", "skills": []}, "x.yaml"),
        ({"category": "x", "label": "X", "skills": [skill("Upper", aliases=["u"])]}, "Upper"),
        ({"category": "x", "label": "X", "skills": [skill("a", aliases=["A"], spelling="?")]},
         "spelling"),
        ({"category": "x", "label": "X", "skills": [skill("a")]}, "a"),
        ({"category": "x", "label": "X",
          "skills": [skill("a", aliases=["Foo"]), skill("a", aliases=["Bar"])]}, "stands twice"),
        ({"category": "x", "label": "X",
          "skills": [skill("a", aliases=[{"text": "Foo", "when": ["$nothing"]}])]}, "nothing"),
    ],
)  # fmt: skip
def test_files_that_do_not_fit_are_refused(content: Any, complaint: str) -> None:
    """A typing error in a data file would silently drop a skill."""
    with pytest.raises(TaxonomyError, match=complaint):
        build_taxonomy({"x.yaml": content})
