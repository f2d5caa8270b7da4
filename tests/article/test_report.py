"""The JSON of an article's check, its schema, and the one list of verdicts."""

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from suite.hand_made_articles import article, estimate, publication, skill

from skillscan.article.attention import NEEDS_ATTENTION, verdicts_named
from skillscan.article.judging import judge
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.article.model import (
    ArticleText,
    CheckedArticle,
    Claim,
    ClaimCoverage,
    ClaimVerdict,
    UnjudgedNumber,
)
from skillscan.article.report import report_text, schema_text
from skillscan.errors import UsageError

ROOT = Path(__file__).parent.parent.parent
SCHEMA = ROOT / "data" / "article.schema.json"
RELEASE = publication(estimate("skill_share", "python", "named", 0.7))


def checked(text: ArticleText, words: str, percent: float) -> CheckedArticle:
    one = skill(text, words, percent, "python", population="ml_engineer_us")
    judgement = judge(text, [one], JudgingEvidence(publication=RELEASE))[0]
    claim = Claim(claim_id="c1", quantity=one.quantity, binding=one.binding, judgement=judgement)
    covered = ClaimCoverage(seen=3, ours=1, theirs=0, nothing_to_judge=1, not_understood=1)
    return CheckedArticle(article=text, release=RELEASE.release, coverage=covered, claims=(claim,))


def test_a_claim_has_every_key_in_its_own_unit() -> None:
    """A program that fixes articles needs the place, the verdict and the new number."""
    said = json.loads(report_text(checked(article("Now 40% name Python."), "40%", 40)))
    assert said["release"] == RELEASE.release
    assert said["coverage"] == {
        "seen": 3,
        "ours": 1,
        "theirs": 0,
        "nothing_to_judge": 1,
        "not_understood": 1,
    }
    claim = said["claims"][0]
    assert {key: claim[key] for key in claim if key not in {"note", "source_line", "interval"}} == {
        "start": 4,
        "end": 7,
        "quote": "40%",
        "value": 40,
        "unit": "percent",
        "kind": "ours",
        "statistic": "skill_share",
        "dimension": "python",
        "population": "ml_engineer_us",
        "view": "all",
        "verdict": "contradicted",
        "estimate": 70,
        "replacement": "70%",
        "id": "c1",
        "sentence": "Now 70% name Python.",
        "related": None,
        "conflicts": [],
        "because": [],
        "confidence": 1,
    }
    assert claim["interval"] == pytest.approx([67, 73])
    assert "name python" in claim["note"]


def test_a_program_is_told_how_sure_a_binding_is() -> None:
    """Who writes articles anew by program looks first at what was least surely read."""
    found = checked(article("Now 40% name Python."), "40%", 40)
    unsure = replace(found.claims[0].binding, confidence=0.5625)
    doubted = replace(found, claims=(replace(found.claims[0], binding=unsure),))
    assert json.loads(report_text(doubted))["claims"][0]["confidence"] == 0.56


def test_offsets_are_of_the_source() -> None:
    """An entity is one character to the reader, and six in the file that a program edits."""
    seen, source = "Now 40\u00a0% name Python.", "Now 40&nbsp;% name Python."
    origins = tuple(at if at <= 6 else at + 5 for at in range(len(seen) + 1))
    text = ArticleText(
        format="html",
        source=source,
        text=seen,
        origins=origins,
        blocks=article(seen).blocks,
    )
    claim = json.loads(report_text(checked(text, "40\u00a0%", 40)))["claims"][0]
    assert source[claim["start"] : claim["end"]] == claim["quote"] == "40&nbsp;%"


def test_the_schema_is_that_of_the_models() -> None:
    """A program that reads the output checks it against the file that ships."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()
    said = json.loads(report_text(checked(article("Now 40% name Python."), "40%", 40)))
    jsonschema.validate(said, json.loads(SCHEMA.read_text(encoding="utf-8")))
    said["claims"][0]["verdict"] = "probably"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_docs_and_schema_have_one_list_of_verdicts() -> None:
    """An editor and a program must not meet a verdict that no page explains."""
    page = (ROOT / "docs" / "articles.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z_]+)` \| ", page.partition("## The verdicts")[2], re.M)
    assert rows[: len(ClaimVerdict)] == [one.value for one in ClaimVerdict]
    promises = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    assert all(f"`{one.value}`" in promises for one in ClaimVerdict)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert set(schema["$defs"]["ClaimVerdict"]["enum"]) == {one.value for one in ClaimVerdict}


def test_which_verdicts_fail() -> None:
    """`--fail-on stale` must not pass because of a typing error."""
    assert verdicts_named("stale, contradicted") == {ClaimVerdict.STALE, ClaimVerdict.CONTRADICTED}
    assert verdicts_named(None) == NEEDS_ATTENTION
    for wrong in ("stael", ""):
        with pytest.raises(UsageError, match="there are current, stale"):
            verdicts_named(wrong)


def test_what_is_not_judged_is_told_with_its_reason() -> None:
    """A program could not tell an editor which numbers were passed over, and why."""
    seen = checked(article("Now 40% name Python."), "40%", 40)
    doubt = UnjudgedNumber(quantity=seen.claims[0].quantity, reason="a doubt")
    said = json.loads(report_text(replace(seen, not_understood=(doubt,))))
    assert said["not_understood"] == [{"start": 4, "end": 7, "quote": "40%", "reason": "a doubt"}]
    jsonschema.validate(said, json.loads(SCHEMA.read_text(encoding="utf-8")))
