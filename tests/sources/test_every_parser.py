"""What holds for every parser: pure, and never an exception, whatever a source sends."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import Parsed, ParseRejection, Posting, RawItem
from skillscan.sources.registry import require_source, sources

FOLDER = Path(__file__).parent
WORDS = "You keep kernels warm all winter."
ONE_TEXT = {"hackernews", "personio", "weworkremotely"}
"""Sources whose payload is one text (a comment, an XML element): nothing in it has a shape."""
BY_ADDRESS = {"jsonld"}
"""Sources whose postings are known by the address they were found at."""
KeyPath = tuple[str | int, ...]
LEAF = st.just(WORDS) | st.just(f"<p>{WORDS}</p>")
SHAPES = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=2)
        | st.fixed_dictionaries({"@type": st.just("Text"), "@value": inner})
        | st.dictionaries(
            st.sampled_from(["@value", "#text", "text", "value", "name", "items", "li", "content"]),
            inner,
            min_size=1,
            max_size=2,
        )
    ),
    max_leaves=4,
)
"""A text in every shape that a source may send it in."""
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["", "<p", "\ud83d", "\x00", "1" * 400, "9999-99-99", "http://[", "&lt;"])
    | st.sampled_from([10**400, -1, 10**18, 1e308])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def example(source: str) -> dict[str, Any]:
    path = FOLDER / source / "example.json"
    assert path.exists(), f"write {path.name} for {source}: one payload in the source's shape"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def check(source: str, payload: Any) -> None:
    """Postings and refusals that can be stored, and the same ones again."""
    item = RawItem(
        source=source,
        board="acme",
        url="https://api.example/acme",
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
        http_status=200,
        payload=payload,
    )
    parsed = require_source(source).parse(item)
    assert parsed == require_source(source).parse(item)
    for entry in parsed:
        assert isinstance(entry, (Posting, ParseRejection))
        repr(entry).encode("utf-8")
        if isinstance(entry, Posting):
            entry.body.encode("utf-8")
            assert entry.native_id
            assert entry.title
            assert entry.body
            assert entry.posted_at is None or entry.posted_at.tzinfo is UTC
            assert entry.source == source


def plain_example(source: str) -> dict[str, Any]:
    """The example; of JSON-LD, whose scripts are texts, a posting as an object."""
    if source == "jsonld":
        return {"@type": "JobPosting", "title": "ML Engineer", "description": "<p>You rank.</p>"}
    return example(source)


def leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, (dict, list)):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*path, key))
    else:
        yield path, value


def with_value(source: str, path: KeyPath, value: Any) -> dict[str, Any]:
    """The example with another value at a path."""
    payload = plain_example(source)
    holder: Any = payload
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return payload


@cache
def place_of(source: str, field: str, probe: str) -> KeyPath:
    """Where the example has what becomes this field: long text before short, HTML before plain."""
    found = []
    for path, value in leaves(plain_example(source)):
        entries = parsed_of(source, with_value(source, path, probe))
        if any(isinstance(e, Posting) and probe in getattr(e, field) for e in entries):
            found.append(("<" in str(value), len(str(value)), path))
    assert found, f"the {field} of {source} stands nowhere in its example"
    return max(found, key=lambda one: one[:2])[2]


def parsed_of(source: str, payload: Any) -> Parsed:
    item = RawItem(
        source=source,
        board="acme",
        url="https://jobs.acme.example/job/77",
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
        http_status=200,
        payload=payload,
    )
    return require_source(source).parse(item)


def posting_of(source: str, payload: Any) -> Posting:
    (posting,) = parsed_of(source, payload)
    assert isinstance(posting, Posting), posting
    return posting


@st.composite
def mutated(draw: st.DrawFn, source: str) -> Any:
    """The example with one to three of its values, at any depth, replaced or removed."""
    payload = example(source)
    for _ in range(draw(st.integers(1, 3))):
        holder: Any = payload
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            inner = holder[key]
            if isinstance(inner, (dict, list)) and draw(st.booleans()):
                holder = inner
                continue
            if draw(st.booleans()):
                holder[key] = draw(JSON)
            else:
                del holder[key]
            break
    return payload


@pytest.mark.parametrize("source", sources())
def test_the_example_is_a_posting(source: str) -> None:
    """The mutations below would start from something that is refused anyway."""
    item = RawItem(
        source=source,
        board="acme",
        url="https://api.example/acme",
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
        http_status=200,
        payload=example(source),
    )
    assert any(isinstance(entry, Posting) for entry in require_source(source).parse(item))


@pytest.mark.parametrize("source", sources())
@given(data=st.data())
def test_mutated_payloads_are_postings_or_refusals(source: str, data: st.DataObject) -> None:
    """One strange payload would stop the whole extraction."""
    check(source, data.draw(mutated(source)))


@pytest.mark.parametrize("source", sources())
@given(payload=st.dictionaries(st.text(max_size=8), JSON, max_size=4))
def test_anything_is_a_posting_or_a_refusal(source: str, payload: Any) -> None:
    """An error page in JSON would stop the whole extraction."""
    check(source, payload)


@pytest.mark.parametrize("source", sorted(sources().keys() - ONE_TEXT))
@given(shape=SHAPES)
def test_a_text_in_any_shape_is_read(source: str, shape: Any) -> None:
    """Requirements that come as a list or an object would never be read."""
    assert (
        WORDS in posting_of(source, with_value(source, place_of(source, "body", WORDS), shape)).body
    )


@pytest.mark.parametrize("source", sorted(sources().keys() - ONE_TEXT))
@pytest.mark.parametrize(
    "title",
    [
        "R&D & ML Engineer",
        "R&amp;D &amp; ML Engineer",
        "R&amp;amp;D &#38; ML Engineer",
        " R&amp;D\n&#x26; ML&nbsp;Engineer",
        ["R&amp;D &amp; ML Engineer"],
        {"@value": "R&amp;D &amp; ML Engineer"},
        {"@type": "Text", "name": ["R&amp;D &amp; ML Engineer"]},
    ],
)
def test_titles_are_as_people_read_them(source: str, title: Any) -> None:
    """One job would have two titles, by the way its source escapes them."""
    path = place_of(source, "title", "Kernel Keeper")
    assert posting_of(source, with_value(source, path, title)).title == "R&D & ML Engineer"


@pytest.mark.parametrize("source", sources())
@pytest.mark.parametrize("filling", ["x", "[", "&amp;", "<p>", "1.", " \\n", "(", "<!--"])
def test_huge_texts_are_postings_or_refusals(source: str, filling: str) -> None:
    """One field of a megabyte would hold up the extraction, or stop it."""
    for path, value in leaves(example(source)):
        if isinstance(value, str):
            payload = example(source)
            holder: Any = payload
            for key in path[:-1]:
                holder = holder[key]
            holder[path[-1]] = value + filling * (200_000 // len(filling))
            assert all(isinstance(e, (Posting, ParseRejection)) for e in parsed_of(source, payload))


@pytest.mark.parametrize("source", ["personio", "weworkremotely"])
def test_titles_of_xml_are_as_people_read_them(source: str) -> None:
    """An RSS feed escapes what is escaped already."""
    payload = example(source)
    for title in ("ML Engineer", "Data Scientist"):
        payload["xml"] = payload["xml"].replace(title, "R&amp;amp;D Engineer")
    assert "R&D Engineer" in posting_of(source, payload).title


@pytest.mark.parametrize(
    ("source", "payload", "words"),
    [
        (
            "personio",
            "<position><id>1</id><name>ML</name><jobDescriptions><jobDescription><name>You</name>"
            f"<value>Well: <p>{WORDS}</p> Yes.</value></jobDescription></jobDescriptions>"
            "</position>",
            ("Well: <p>", WORDS, "Yes."),
        ),
        (
            "weworkremotely",
            "<item><title>Acme: ML</title><guid>https://weworkremotely.com/remote-jobs/acme-ml</guid>"
            f"<description><div>{WORDS}</div></description></item>",
            (WORDS,),
        ),
    ],
)
def test_markup_as_elements_is_read(source: str, payload: str, words: tuple[str, ...]) -> None:
    """HTML that stands in a feed without CDATA would be lost."""
    found = posting_of(source, {"xml": payload}).body
    assert all(word in found for word in words)


@pytest.mark.parametrize("source", sorted(sources().keys() - ONE_TEXT - BY_ADDRESS))
@given(
    ids=st.lists(
        st.text("abR01_-./", min_size=3, max_size=230)
        .map(lambda text: f"/a_{text}x7")
        .filter(lambda text: len(text) < 190 or text.count("_") < 9),
        min_size=2,
        max_size=2,
        unique=True,
    )
)
def test_two_ids_are_two_postings(source: str, ids: list[str]) -> None:
    """A cut id would make one posting of two: the text of one would be that of the other."""
    path = place_of(source, "native_id", "x7y7")
    found = [entry for one in ids for entry in parsed_of(source, with_value(source, path, one))]
    if all(isinstance(entry, Posting) for entry in found) and last_parts_differ(source, ids):
        assert found[0].native_id != found[1].native_id


def last_parts_differ(source: str, ids: list[str]) -> bool:
    """Of Workday's paths the last part, behind its title, names the posting."""
    if source != "workday":
        return True
    lasts = {one.rpartition("/")[2] for one in ids}
    return len({last.partition("_")[2] or last for last in lasts}) > 1


@pytest.mark.parametrize(
    ("source", "changes", "locations"),
    [
        ("workable", {"locations": ["Bonn", "Oslo"]}, ("Bonn", "Oslo")),
        ("ashby", {"location": None, "secondaryLocations": ["Oslo"],
                   "address": {"postalAddress": {"addressLocality": "Bonn"}}}, ("Bonn", "Oslo")),
        ("himalayas", {"locationRestrictions": {"name": ["Bonn", "Oslo"]}}, ("Bonn", "Oslo")),
    ],
)  # fmt: skip
def test_places_in_other_shapes(
    parse: Any, source: str, changes: dict[str, Any], locations: tuple[str, ...]
) -> None:
    """A posting would be nowhere, though its source says where."""
    (posting,) = parse(source, changes)
    assert posting.locations == locations


def test_sections_in_a_list_are_read(parse: Any) -> None:
    """The text would be refused as missing."""
    sections = [{"title": "Job", "text": WORDS}, {"text": "Five years."}]
    payload = {"id": "7", "name": "ML Engineer", "jobAd": {"sections": sections}}
    (posting,) = parse("smartrecruiters", {"entry": {}, "detail": payload})
    assert WORDS in posting.body
    assert "Five years." in posting.body


@pytest.mark.parametrize("source", sources())
def test_the_order_of_keys_says_nothing(source: str) -> None:
    """Landing files have them sorted: a posting would be another one than its source sent."""
    payload = example(source)
    turned = {key: payload[key] for key in reversed(payload)}
    for other in (turned, json.loads(json.dumps(payload, sort_keys=True))):
        found = [
            require_source(source).parse(
                RawItem(
                    source=source,
                    board="acme",
                    url="https://api.example/acme",
                    fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
                    http_status=200,
                    payload=one,
                )
            )
            for one in (payload, other)
        ]
        assert found[0] == found[1]
