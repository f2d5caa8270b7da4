"""A reader that travels reads by the own rules of the home that it came from."""

import pickle
import shutil
from pathlib import Path

import pytest

from skillscan.domain import SourceFields
from skillscan.errors import SkillscanError
from skillscan.nlp.annotate import Document, PipelineReader
from skillscan.nlp.carried_reader import carried_reader
from skillscan.nlp.reading import Reading

OWN_SKILLS = """\
category: languages
skills:
  - {id: zorblat, label: Zorblat, reference: "https://zorblat.example", aliases: [Zorblat]}
"""
OWN_LEVELS = """\
levels:
  - id: wizard
    level: staff
    phrases: ['\\bwizard\\b']
    examples: [Data Wizard]
    counterexamples: [Wizardry]
"""
DOCUMENT = Document(
    content_hash="c1",
    title="Data Wizard",
    text="You have experience with Zorblat.",
    source_fields=SourceFields(),
    source="ats",
    board="acme",
    landing_file="ats/acme",
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    for name, content in (("taxonomy/own.yaml", OWN_SKILLS), ("rules/seniority.yaml", OWN_LEVELS)):
        (home / name).parent.mkdir(parents=True)
        (home / name).write_bytes(content.replace("\n", "\r\n").encode())
    return home


@pytest.mark.slow
def test_own_rules_go_along(home: Path) -> None:
    """Another machine would read by the packaged rules, and say that it read by one's own."""
    reader = carried_reader(home, 5.0)
    assert reader.version == PipelineReader(home).version
    travelled = pickle.dumps(reader)
    shutil.rmtree(home)
    ((content, reading),) = pickle.loads(travelled).read([DOCUMENT])  # noqa: S301
    assert isinstance(reading, Reading)
    assert (content, reading.seniority, list(reading.skills)) == ("c1", "staff", ["zorblat"])


def test_without_own_rules_it_is_the_packaged_reader(tmp_path: Path) -> None:
    """Every text would be read again when a cluster is set up."""
    reader = carried_reader(tmp_path, 5.0)
    assert (reader.own, reader.version) == ((), PipelineReader().version)


@pytest.mark.slow
def test_other_rules_than_it_left_with_are_noticed(home: Path) -> None:
    """What was altered on the way would be stored as if it were by one's own rules."""
    reader = carried_reader(home, 5.0)
    object.__setattr__(reader, "own", reader.own[:1])
    with pytest.raises(SkillscanError, match="changed while texts were read"):
        reader.read([DOCUMENT])
