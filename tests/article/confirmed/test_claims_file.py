"""FILE.claims.yaml: read with its schema, written in one step, never over what cannot be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from skillscan.article.confirmed import claims_file
from skillscan.article.confirmed.decision import ClaimDecision
from skillscan.errors import UsageError
from skillscan.resources import data_json

ENTRY = ClaimDecision(id="0123abcd", decision="dismissed", quote="7%", before="a ", after="%")


@given(
    st.lists(
        st.builds(
            ClaimDecision,
            id=st.from_regex(r"[0-9a-f]{8}(-[0-9]{1,5})?", fullmatch=True),
            decision=st.just("changed"),
            quote=st.text(max_size=60),
            before=st.text(max_size=60),
            after=st.text(max_size=60),
            section=st.text(max_size=20),
            kind=st.just("ours"),
            statistic=st.from_regex(r"[a-z_]{1,20}", fullmatch=True),
            dimension=st.sampled_from(["5", "no", "1e3", "c++", "null", None]),
            note=st.none() | st.text(max_size=40),
        ),
        max_size=4,
    )
)
def test_what_is_written_is_read(decisions: list[ClaimDecision]) -> None:
    """An editor's words come back as they were, whatever they look like to YAML."""
    text = claims_file.file_text(decisions)
    assert list(claims_file.parse(text, "a.claims.yaml")) == decisions


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("version: 1\nclaims: [\n", ":3: no valid YAML"),
        (
            "version: 1\nclaims:\n- id: 0123abcd\n  decision: maybe\n",
            ":4: decision: 'maybe' is not",
        ),
        ("version: 2\nclaims: []\n", ":1: version: 1 was expected"),
        ("version: 1\n", ":1: the file: 'claims' is a required"),
        ("version: 1\nclaims:\n- id: x\n", ":3: "),
        ("- a\n", ":1: "),
        (
            claims_file.file_text([ENTRY]) + "  colour: red\n",
            "'colour' was unexpected",
        ),
        (claims_file.file_text([ENTRY]).replace("dismissed", "confirmed"), "'kind' is a required"),
    ],
)
def test_a_damaged_file_names_its_line(tmp_path: Path, text: str, says: str) -> None:
    """An editor who slipped in the file must find the place."""
    article = tmp_path / "a.md"
    claims_file.claims_path(article).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        claims_file.load(article)
    assert str(caught.value).startswith(str(claims_file.claims_path(article)))
    assert says in str(caught.value)


def test_no_file_is_no_decisions_and_an_empty_one_says_so(tmp_path: Path) -> None:
    """Most articles have none."""
    article = tmp_path / "a.md"
    assert claims_file.load(article) == ()
    claims_file.save(article, [])
    assert claims_file.load(article) == ()


def test_the_file_is_its_head_and_entries() -> None:
    """The review page joins the same pieces."""
    text = claims_file.file_text([ENTRY, ENTRY])
    entry = claims_file.entry_text(ENTRY)
    assert text == claims_file.HEAD + claims_file.OPENING + entry + entry
    assert claims_file.file_text([]) == claims_file.HEAD + claims_file.EMPTY


def test_the_schema_knows_every_field() -> None:
    """A field that is written and refused would lock an editor out of the own file."""
    schema = data_json("article_claims.schema.json")
    Draft202012Validator.check_schema(schema)
    assert set(schema["$defs"]["claim"]["properties"]) == set(ClaimDecision.__struct_fields__)
