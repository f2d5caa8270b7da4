"""An operator's own skills: added, extended or put in a packaged one's place, and checked whole."""

from copy import deepcopy
from pathlib import Path

import pytest

from skillscan.nlp.skills.matcher import skill_finder
from skillscan.rules.source import RuleError
from skillscan.taxonomy import Taxonomy
from skillscan.taxonomy.lint import lint
from skillscan.taxonomy.loading import build_taxonomy, read_files
from skillscan.taxonomy.own import named_entries, own_files, read_own, with_own

PACKAGED = {
    "contexts.yaml": {"conditions": {"tool": ["apache _"]}},
    "tools.yaml": {
        "category": "tools_x",
        "label": "Tools",
        "skills": [
            {"id": "beam", "label": "Beam", "reference": "https://x.org", "aliases": ["Zbeam"]},
            {"id": "flow", "label": "Flow", "reference": "https://x.org", "aliases": ["Zflow"]},
        ],
    },
}
ADDED = """
category: tools_x
skills:
  - {id: zorblat, label: Zorblat, reference: "https://x.org", aliases: [Zorblat]}
"""
EXTENDED = """
category: tools_x
skills:
  - id: beam
    extend: true
    aliases: [Zray]
    examples: {counts: [a Zray]}
"""
REPLACED = """
category: mine
label: My things
skills:
  - {id: beam, label: My beam, reference: "https://x.org", aliases: [Zray]}
"""
CONTEXTS = """
conditions:
  mine: ["my _"]
"""
WITH_CONDITION = """
category: tools_x
skills:
  - {id: beam, extend: true, aliases: [{text: Zray, when: [$mine, $tool]}],
     examples: {counts: [my Zray], counts_not: [a Zray]}}
"""


def home(folder: Path, **files: str) -> Path:
    (folder / "taxonomy").mkdir()
    for name, text in files.items():
        (folder / "taxonomy" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def taxonomy(folder: Path, **files: str) -> Taxonomy:
    own = read_own(home(folder, **files), PACKAGED)
    return build_taxonomy(with_own(PACKAGED, own))


@pytest.mark.parametrize(
    ("files", "text", "expected"),
    [
        ({"a": ADDED}, "Zorblat and Zbeam", {"zorblat", "beam"}),
        ({"a": EXTENDED}, "a Zray", {"beam"}),
        ({"a": EXTENDED}, "a Zbeam", {"beam"}),
        ({"a": REPLACED}, "a Zbeam", set()),
        ({"a": REPLACED}, "Zray and Zflow", {"beam", "flow"}),
        ({"a": WITH_CONDITION, "contexts": CONTEXTS}, "my Zray", {"beam"}),
        ({"a": WITH_CONDITION, "contexts": CONTEXTS}, "Apache Zray", {"beam"}),
        ({"a": WITH_CONDITION, "contexts": CONTEXTS}, "Zray", set()),
    ],
)
def test_own_entries_are_read(
    tmp_path: Path, files: dict[str, str], text: str, expected: set[str]
) -> None:
    """A skill that the market asks for could only be counted in a fork."""
    found = skill_finder(taxonomy(tmp_path, **files))(text)
    assert {mention.skill_id for mention in found} == expected


@pytest.mark.parametrize(
    ("own", "texts"),
    [
        ("aliases: [{text: Zbeam, when: [my _]}]", {"Zbeam": False, "my Zbeam": True}),
        ("aliases: [{text: zbeam, when: [my _]}]", {"Zbeam": False, "my Zbeam": True}),
        ("exact: [{text: Zbeam, when: [my _]}]", {"Zbeam": False, "my Zbeam": True}),
        ("aliases: [Zbeam]", {"Zbeam": True}),
        ("exact: [Zray]", {"zbeam": True, "Zray": True, "zray": False}),
    ],
)
def test_an_own_alias_takes_the_place_of_one_written_alike(
    tmp_path: Path, own: str, texts: dict[str, bool]
) -> None:
    """The check refused what the reading took."""
    examples = "examples: {counts: [my Zbeam], counts_not: [no Zbeam]}"
    text = f"category: tools_x\nskills:\n  - {{id: beam, extend: true, {own}, {examples}}}\n"
    read = taxonomy(tmp_path, a=text)
    finder = skill_finder(read)
    assert {text: bool(finder(text)) for text in texts} == texts
    assert not [p for p in lint(read, finder) if "twice" in p.message]


def test_names_that_differ_in_capitals_stay_apart() -> None:
    """ "Helm" and "helm" have conditions of their own."""
    ruled = {"text": "Helm", "when": ["my _"]}
    files = deepcopy(PACKAGED)
    files["tools.yaml"]["skills"][0] |= {"exact": ["Helm", "helm"]}
    own_skill = {"id": "beam", "extend": True, "exact": [ruled]}
    own = {"a.yaml": {"category": "tools_x", "skills": [own_skill]}}
    assert with_own(files, own)["tools.yaml"]["skills"][0]["exact"] == ["helm", ruled]


def test_the_packaged_files_stay_as_they_are(tmp_path: Path) -> None:
    """One home's skills would be found in another home's postings."""
    taxonomy(tmp_path, a=EXTENDED)
    assert PACKAGED["tools.yaml"]["skills"][0]["aliases"] == ["Zbeam"]


def test_what_a_replaced_skill_belongs_to(tmp_path: Path) -> None:
    """A skill would be counted in the category that its owner took it out of."""
    read = taxonomy(tmp_path, a=REPLACED)
    assert (read.skills["beam"].category, read.skills["beam"].label) == ("mine", "My beam")
    assert read.categories["mine"].label == "My things"


BROKEN = {
    "shape": (ADDED.replace("aliases", "alias"), ["shape.yaml:4: zorblat: "]),
    "yaml": ("category: [", ["yaml.yaml:2: no valid YAML"]),
    "label": (
        REPLACED.replace("label: My things\n", ""),
        ["label.yaml:2: lacks `label`"],
    ),
    "lost": (
        EXTENDED.replace("id: beam", "id: beem"),
        ["lost.yaml:4: beem: extends a skill that is not there"],
    ),
    "pattern": (
        WITH_CONDITION.replace("$mine", '"(my _"'),
        ["pattern.yaml:4: beam: '(my _' is no pattern"],
    ),
    "name": (WITH_CONDITION, ["name.yaml:4: beam: no conditions named $mine"]),
    "signs": (ADDED.replace("[Zorblat]", '["--"]'), ["signs.yaml:4: zorblat: alias '--' begins"]),
    "twice": (
        ADDED + '  - {id: zorblat, label: Z, reference: "https://x.org", aliases: [Zor]}\n',
        ["twice.yaml:5: zorblat: stands in"],
    ),
    "list": ("- a\n", ["list.yaml:1: must be a mapping"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_faults_are_told_with_file_line_and_id(tmp_path: Path, name: str) -> None:
    """A slip would switch a skill off without a word."""
    text, expected = BROKEN[name]
    with pytest.raises(RuleError) as caught:
        read_own(home(tmp_path, **{name: text}), PACKAGED)
    assert all(part in str(caught.value) for part in expected), str(caught.value)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Somebody would mend one file after the other, run after run."""
    files = {name: text for name, (text, _) in BROKEN.items() if name != "twice"}
    with pytest.raises(RuleError) as caught:
        read_own(home(tmp_path, **files), PACKAGED)
    assert {Path(fault.file).stem for fault in caught.value.faults} >= set(files)


def test_a_release_can_name_them(tmp_path: Path) -> None:
    """A reader could not tell that figures rest on somebody's own skills."""
    own = read_own(home(tmp_path, a=ADDED, b=EXTENDED, contexts=CONTEXTS), PACKAGED)
    assert named_entries(PACKAGED, own) == [
        "conditions mine (own)",
        "skill beam (extended)",
        "skill zorblat (added)",
    ]


def test_without_a_home_nothing_is_own(tmp_path: Path) -> None:
    assert own_files(None) == own_files(tmp_path) == {}


def test_faults_of_another_folder_come_at_once(tmp_path: Path) -> None:
    """Of two broken files only one would be named."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"category: {name}\nskills: []\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_files(str(tmp_path))
    assert {Path(fault.file).name for fault in caught.value.faults} == {"a.yaml", "b.yaml"}


SKILL = """category: {category}
skills:
  - {{id: zorb, label: Zorb, reference: "https://x.org", {fields}}}
"""
BOTH = "examples: {counts: [my NAME], counts_not: [a NAME]}"


@pytest.mark.parametrize(
    ("category", "fields", "said"),
    [
        ("infrastructure", "aliases: [Zorbix]", ""),
        ("infrastructure", "aliases: [Lantern]", "4: zorb: alias 'Lantern' is an ordinary word"),
        ("infrastructure", "exact: [Lanterns]", "4: zorb: alias 'Lanterns' is an ordinary word"),
        ("infrastructure", f"aliases: [Lantern], {BOTH.replace('NAME', 'Lantern')}", ""),
        ("infrastructure", "aliases: [{text: Lantern, plain_word: true}]", ""),
        ("infrastructure", "exact: [LanTern]", ""),
        ("infrastructure", "aliases: [Lantern], kind: practice", ""),
        ("practices", "aliases: [Lantern]", ""),
        ("infrastructure", "aliases: [Zq]", "no `counts` example with the ambiguous alias 'Zq'"),
        ("infrastructure", "exact: [{text: Zorbix, when: [my _]}], examples: {counts: [my Zorbix]}",
         "no `counts_not` example with the ambiguous alias 'Zorbix'"),
        ("infrastructure", f"exact: [{{text: Zorbix, when: [my _]}}], "
         f"{BOTH.replace('NAME', 'Zorbix')}", ""),
        ("infrastructure", "aliases: [Lantern], retired: true", ""),
    ],
)  # fmt: skip
def test_an_ambiguous_alias_without_sentences_is_refused(
    tmp_path: Path, category: str, fields: str, said: str
) -> None:
    """ "Lantern" was counted in every posting of a lamp maker, and nobody had been told."""
    text = SKILL.format(category=category, fields=fields)
    home(tmp_path, own=text.replace("skills:", "\nskills:"))
    if not said:
        assert read_own(tmp_path, read_files())
        return
    with pytest.raises(RuleError) as caught:
        read_own(tmp_path, read_files())
    assert said in str(caught.value)


def test_packaged_sentences_prove_what_extends_them(tmp_path: Path) -> None:
    """Sentences would have to be copied out of the package."""
    home(tmp_path, own=EXTENDED.replace("Zray", "Zq"))
    files = deepcopy(PACKAGED)
    files["tools.yaml"]["skills"][0]["examples"] = {"counts_not": ["the Zq of a thing"]}
    assert read_own(tmp_path, files)


@pytest.mark.parametrize("name", ["own.yml", "own.YAML", "own.json"])
def test_a_file_that_is_not_read_is_told(tmp_path: Path, name: str) -> None:
    """It looked as if its skills were found."""
    home(tmp_path, a=ADDED)
    (tmp_path / "taxonomy" / name).write_text(ADDED)
    with pytest.raises(RuleError, match=r"is not read: files of own skills are called \*.yaml"):
        own_files(tmp_path)
