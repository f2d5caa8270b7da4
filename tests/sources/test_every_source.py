"""What holds for every source that the registry finds, whoever adds it.

``SKILLSCAN_REGENERATE=1 pytest tests/sources`` writes the table of ``docs/data-policy.md`` anew.
"""

import os
import re
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.boards.recognise import BoardAddress, NoBoard, board_of
from skillscan.boards.registry import is_token
from skillscan.sources.base import Source, WebAddress
from skillscan.sources.registry import sources

FOLDER = Path(__file__).parent
POLICY = FOLDER.parent.parent / "docs" / "data-policy.md"
TABLE = re.compile(r"(?<=conduct of each -->\n)(.*?)(?=<!-- end -->)", re.DOTALL)
TOKENS = {
    "ashby": ("acme", "Forward Financing"),
    "jsonld": ("jobs.acme.example",),
    "lever": ("acme", "eu/acme"),
    "personio": ("acme", "com/acme"),
    "workday": ("acme.wd5/Careers", "wd3/acme/Careers"),
}
ANY_SITE = {"jsonld"}
"""Sources whose boards may be at any host."""
EVERY = pytest.mark.parametrize("source", sources().values(), ids=lambda source: source.name)


def tokens_of(source: Source) -> tuple[str, ...]:
    return TOKENS.get(source.name) or source.default_boards or ("acme",)


def domain_of(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


@EVERY
def test_module_test_folder_and_name_agree(source: Source) -> None:
    """Nobody would find what belongs to a source."""
    assert import_module(f"skillscan.sources.{source.name}").SOURCE is source
    assert (FOLDER / source.name / "example.json").exists()


@EVERY
def test_the_page_of_a_board_leads_back_to_it(source: Source) -> None:
    """An operator who pastes the page that `boards list` shows would get another board, or none."""
    for token in tokens_of(source):
        found = board_of(source.board_page(token))
        if source.name in ANY_SITE:
            assert isinstance(found, NoBoard)
            assert found.reason == "own_page"
        else:
            assert found == BoardAddress(source.name, token, source.board_page(token))


@EVERY
def test_no_other_source_claims_its_boards(source: Source) -> None:
    """Which source a pasted address becomes would depend on the alphabet."""
    for token in tokens_of(source):
        parts = urlsplit(source.board_page(token))
        address = WebAddress(parts.hostname or "", parts.path.strip("/").split("/"))
        claimed = {
            name for name, other in sources().items() if other.recognise(address) is not None
        }
        assert claimed == {source.name} - ANY_SITE


@pytest.mark.parametrize("name", sorted(sources().keys() - ANY_SITE))
@given(token=st.text(max_size=20).filter(is_token))
def test_no_token_leads_to_another_host(name: str, token: str) -> None:
    """A strange row of a board list would send requests, or readers, to somebody else."""
    source = sources()[name]
    makers = [source.board_page]
    if source.probe:
        makers.append(lambda text: source.probe(text).url)
    for make in makers:
        assert domain_of(make(token)) in {domain_of(make(known)) for known in tokens_of(source)}


@EVERY
def test_an_employer_gets_a_readable_name(source: Source) -> None:
    """Statistics would show a token such as "eu/acme" where a name belongs."""
    for token in tokens_of(source):
        name = source.employer_name(token)
        assert name == name.strip()
        assert name
        assert "/" not in name


@EVERY
def test_attribution_and_terms_are_there(source: Source) -> None:
    """Sources that ask for a link back would get none, and operators could not keep the terms."""
    assert source.attribution.label.strip()
    assert (source.attribution.url or "").startswith("https://")
    for words in (source.terms.kind, source.terms.conduct):
        assert words == words.strip(" .")
        assert words


def test_the_data_policy_lists_every_source() -> None:
    """The page that promises good conduct would be silent about a source."""
    text = POLICY.read_text(encoding="utf-8")
    if os.environ.get("SKILLSCAN_REGENERATE"):
        text = TABLE.sub(lambda _: policy_table(), text)
        POLICY.write_text(text, encoding="utf-8")
    found = TABLE.search(text)
    assert found
    assert found.group(0) == policy_table()


def policy_table() -> str:
    """A row for all sources of the same terms; job boards come before feeds."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for source in sorted(sources().values(), key=lambda source: source.has_many_employers):
        terms = (source.terms.kind, source.terms.conduct, source.total or "no")
        rows.setdefault(terms, []).append(f"`{source.name}`")
    lines = [f"| {', '.join(names)} | {' | '.join(terms)} |" for terms, names in rows.items()]
    names = "source | what it is | what it asks for, and what we do | says how many postings it has"
    head = [f"| {names} |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *lines]) + "\n"
