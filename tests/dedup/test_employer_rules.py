"""An operator's own employers: they win over the shipped ones, and a mistake in them is named."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.dedup.employer_rules import own_entries, own_file, read_own
from skillscan.dedup.employers import employer_id_of, employer_ids
from skillscan.errors import UsageError


def write(home: Path, text: str) -> Path:
    path = own_file(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return home


OWN = """
aliases:
  acme: [Acme Robotics, "acme.io"]
  Square: [Square, Square Payments]
  facebook: [Meta]
legal_forms: [zzz]
note_words: [Planet X]
"""
NAMES = {
    "Acme": "acme",
    "Acme Robotics, Inc.": "acme",
    "https://acme.io/": "acme",
    "Square": "square",
    "square payments": "square",
    "Meta Platforms": "facebook",
    "Facebook, Inc.": "facebook",
    "Zenith ZZZ": "zenith",
    "Zenith (Planet X)": "zenith",
    "AWS": "amazonwebservices",
}


def test_own_entries_win_over_the_shipped_ones(tmp_path: Path) -> None:
    """Who knows better for the own market could not say so, or would lose what is shipped."""
    id_of = employer_ids(write(tmp_path, OWN))
    assert {name: id_of(name) for name in NAMES} == NAMES
    assert employer_id_of("Square") == "block"


def test_without_a_file_the_shipped_ones_hold(tmp_path: Path) -> None:
    """Most operators have no file of their own."""
    assert own_entries(tmp_path) == b""
    for home in (tmp_path, write(tmp_path, ""), write(tmp_path, "# nothing yet\naliases:\n")):
        assert employer_ids(home)("Square") == "block"


MISTAKES = {
    "aliases: [": "not YAML",
    "- acme": "expected `aliases:`",
    "aliases: [acme]": "expected an id and its other names",
    "aliases:\n  acme: Acme Robotics": "acme: expected a list of names",
    "aliases:\n  acme: []": "acme: expected a list of names",
    "aliases:\n  acme: [1001]": "acme: 1001 is read as no text. Put it in quotes",
    "aliases:\n  no: [Norway]": "False is read as no text. Put it in quotes",
    "aliases:\n  acme: ['???']": "acme: '???' is no name",
    "aliases:\n  acme: [Beta]\n  acme: [Gamma]": "line 3: 'acme' stands already in line 2",
    "aliases:\n  acme: [Beta]\n  gamma: [Beta Inc.]": "'Beta Inc.' stands under 'acme' as well",
    "aliases:\n  acme: [Beta]\n  beta: [Gamma]": "'beta' stands under 'acme' as well",
    "alias:\n  acme: [Beta]": "alias is no part of it. Known are: aliases, legal_forms",
    "legal_forms: zzz": "legal_forms: expected a list of names",
}


@pytest.mark.parametrize(("text", "message"), MISTAKES.items())
def test_a_mistake_is_named(tmp_path: Path, text: str, message: str) -> None:
    """An entry left out in silence would look like two employers, or one too many."""
    with pytest.raises(UsageError) as raised:
        employer_ids(write(tmp_path, text))
    assert message in str(raised.value)
    assert str(own_file(tmp_path)) in str(raised.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Else the operator sees a traceback."""
    own_file(tmp_path).mkdir(parents=True)
    with pytest.raises(UsageError, match="cannot be read"):
        employer_ids(tmp_path)


@given(st.binary(max_size=200))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    """A strange file must not stop the step with anything but a message."""
    with suppress(UsageError):
        read_own(content, "employers.yaml")
