"""The folder of own rules: what stands there is in force, or it is said why not."""

from pathlib import Path

import pytest
from spacy.language import Language

from skillscan.nlp.rule_component import rule_components
from skillscan.nlp.version import packaged_version, pipeline_version
from skillscan.rules import RuleError, load_rules
from skillscan.rules.loading import check_own_rules
from skillscan.rules.own import READING_FILES, own_folder, own_rule_ids
from skillscan.rules.proof import PROVERS

WIZARD = """\
levels:
  - {id: wizard, level: staff, phrases: [wizard], examples: [A Wizard], counterexamples: [Ai]}
  - {id: mid, remove: true}
fragments: {numbered_job: [juggler]}
"""


def write(home: Path, name: str = "seniority.yaml", text: str = WIZARD) -> Path:
    path = home / "rules" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path) -> str:
    with pytest.raises(RuleError) as error:
        check_own_rules(folder)
    return str(error.value)


def test_every_file_that_a_component_reads_may_be_added_to(nlp: Language) -> None:
    """A file beside the list would be refused, or taken and never read."""
    read = {name for component in rule_components(nlp) for name in component.rule_files}
    assert read <= set(READING_FILES)
    assert read >= PROVERS.keys() & set(READING_FILES)


def test_what_is_no_rule_file_is_named_with_those_that_are(tmp_path: Path) -> None:
    """A misspelled file would look as if it were in force."""
    write(tmp_path)
    write(tmp_path, "senority.yaml")
    write(tmp_path, "places.yaml", "country_names: {}")
    write(tmp_path, ".seniority.yaml.swp")
    said = faults(tmp_path / "rules").splitlines()
    assert len(said) == 2
    assert all("Known are: degrees.yaml," in line and "seniority.yaml" in line for line in said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "seniority.yaml:1: is no UTF-8"),
        (b"levels: [{id: wizard}]", "seniority.yaml:1: wizard: "),
        (b"levels: {id: wizard}", "levels: {'id': 'wizard'} is not a list"),
        (b"- levels", "must be a mapping"),
        (b"levels: [{id: nobody, remove: true}]", "no packaged rule of levels to remove"),
    ],
)
def test_own_files_that_do_not_fit(tmp_path: Path, content: bytes, said: str) -> None:
    write(tmp_path).write_bytes(content)
    assert said in faults(tmp_path / "rules")


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "rules").write_text("")
    assert "cannot be read as a folder" in faults(tmp_path / "rules")


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """A process that runs for months would read by rules that nobody has any more."""
    folder = write(tmp_path).parent
    assert load_rules("seniority.yaml", folder).rule("levels", "wizard").fields["level"] == "staff"
    write(tmp_path, text=WIZARD.replace("level: staff", "level: senior"))
    assert load_rules("seniority.yaml", folder).rule("levels", "wizard").fields["level"] == "senior"


def test_the_version_is_that_of_the_content(tmp_path: Path) -> None:
    """Texts would be read again without need, or not where the rules changed."""
    homes = [tmp_path / name for name in ("none", "a", "b", "changed", "employers", "empty")]
    for home in homes[1:3]:
        write(home)
    write(homes[2], text=WIZARD.replace("\n", "\r\n"))
    write(homes[3], text=WIZARD.replace("wizard", "guru"))
    write(homes[4], "employers.yaml", "aliases: {acme: [Acme Labs]}")
    (homes[5] / "rules").mkdir(parents=True)
    none, a, b, changed, employers, empty = (pipeline_version(home) for home in homes)
    assert none == employers == empty == packaged_version() == pipeline_version()
    assert a == b
    assert len({none, a, changed}) == 3
    assert len(a) == 12


def test_own_entries_are_named(tmp_path: Path) -> None:
    """A reader of a release could not tell which rules are not the shipped ones."""
    write(tmp_path)
    assert own_rule_ids(own_folder(tmp_path)) == {
        "seniority.yaml": ["levels.wizard", "-levels.mid", "fragments.numbered_job"]
    }
    assert own_rule_ids(own_folder(tmp_path / "nowhere")) == {}
