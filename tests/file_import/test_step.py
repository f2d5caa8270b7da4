"""Import: rows of a file into landing; what cannot be a posting is kept with its reason."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.domain import ImportSummary, Posting, RawItem
from skillscan.errors import SkillscanError, UsageError
from skillscan.file_import.csv_reader import read_csv
from skillscan.file_import.records import Malformed, Skipped, table_row
from skillscan.file_import.step import import_file
from skillscan.landing import reader
from skillscan.settings import Settings
from skillscan.sources.imported_file import parse

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "We build models.\nYou know Python."


class Folder:
    """A folder with files to import and a home to import them into."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = Settings(home=path / "var")

    def jsonl(self, *rows: Any, name: str = "jobs.jsonl") -> Path:
        return self.text("".join(json.dumps(row) + "\n" for row in rows), name)

    def text(self, content: str | bytes, name: str = "jobs.csv") -> Path:
        file = self.path / name
        content = content.encode() if isinstance(content, str) else content
        file.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return file

    def run(self, file: Path, **options: Any) -> ImportSummary:
        arguments = {"source": "jobs_2026", "mapping": {}, "defaults": {}, "now": NOW} | options
        return import_file(file, settings=self.settings, **arguments)

    def items(self) -> list[RawItem]:
        root = self.settings.landing
        found = reader.reports(root)
        return [item for report in found for _, item in reader.read_items(root, report)]

    def postings(self) -> list[Posting]:
        return [p for item in self.items() for p in parse(item) if isinstance(p, Posting)]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def row(**changes: Any) -> dict[str, Any]:
    return {
        "id": "1",
        "title": "Engineer",
        "description": TEXT,
        "company": "Acme",
        "location": "Austin, TX",
        "date_posted": "2025-02-03",
    } | changes


# --- kinds of files -----------------------------------------------------------------------------


CSV = 'id,title,description\n1,Engineer,"We build ""models"",\nYou know Python."\n2,Analyst,Text\n'


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "A.CSV", "a.tsv"])
def test_csv(folder: Folder, name: str) -> None:
    """A field with line breaks and quotes would be cut in two."""
    content = CSV.replace(",Engineer,", "\tEngineer\t").replace("id,title,", "id\ttitle\t")
    content = content.replace("2,Analyst,", "2\tAnalyst\t") if name == "a.tsv" else CSV
    summary = folder.run(folder.text(content, name))
    assert (summary.rows, summary.postings, summary.quarantined) == (2, 2, 0)
    assert folder.postings()[0].body == 'We build "models",\nYou know Python.'


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson"])
def test_jsonl(folder: Folder, name: str) -> None:
    """Values that are no text would stop the import."""
    lines = [row(id=7, company=None, location=["Berlin", "Paris"]), "no object", row(id=8)]
    text = "".join(json.dumps(line) + "\n" for line in lines) + "\n{broken\n"
    summary = folder.run(folder.text(text, name))
    assert (summary.postings, summary.reasons) == (2, {"malformed_row": 2})
    assert folder.postings()[0].locations == ("Berlin", "Paris")
    assert folder.postings()[0].employer is None


def test_parquet(folder: Folder) -> None:
    """Typed columns would not fit fields that are text."""
    table = pa.table(
        {
            "title": ["Engineer", None],
            "text": [TEXT, TEXT],
            "posted_at": [datetime(2025, 2, 3, tzinfo=UTC), None],
            "salary": [None, 5.5],
        }
    )
    pq.write_table(table, folder.path / "jobs.parquet")
    summary = folder.run(folder.path / "jobs.parquet")
    assert (summary.postings, summary.reasons) == (1, {"no_title": 1})
    assert folder.postings()[0].posted_at == datetime(2025, 2, 3, tzinfo=UTC)


def test_windows_1252(folder: Folder) -> None:
    """One accent in an old encoding would stop the import."""
    content = "title,text,company\nEngineer,We know Café,Société\n".encode("cp1252")
    folder.run(folder.text(content))
    assert folder.postings()[0].employer == "Société"


def test_byte_order_mark(folder: Folder) -> None:
    """Excel's files would lack their first column."""
    folder.run(folder.text(b"\xef\xbb\xbftitle,text\nEngineer,Text\n"))
    assert folder.postings()[0].title == "Engineer"


MALFORMED = [
    ("too many fields", "A,one,two,three", "4 fields, but the header has 2"),
    ("too few fields", "A", "1 fields, but the header has 2"),
    ("quote not closed", 'A,"one', "a quote is opened and not closed"),
    ("too many fields in two lines", 'A,one,"two\nthree"', "3 fields, but the header has 2"),
    ("quote inside quotes", 'A,"one "two" three"', "',' expected after '\"'"),
]


@pytest.mark.parametrize(
    ("line", "problem"), [case[1:] for case in MALFORMED], ids=[case[0] for case in MALFORMED]
)
def test_a_malformed_line_costs_itself_only(folder: Folder, line: str, problem: str) -> None:
    """One open quote would swallow the rest of the file."""
    text = f'title,text\nFirst,one\n{line}\nSecond,two\nThird,"three"\n'
    summary = folder.run(folder.text(text))
    assert (summary.postings, summary.reasons) == (3, {"malformed_row": 1})
    malformed = [item.payload for item in folder.items() if "malformed_row" in item.payload]
    assert malformed == [{"malformed_row": line + "\n", "problem": problem, "row": "3"}]
    files = list(folder.settings.quarantine.rglob("*.jsonl"))
    assert [json.loads(f.read_text())["reason"] for f in files] == ["malformed_row"]


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@given(st.lists(st.tuples(cells, cells), max_size=8))
def test_what_csv_writes_is_what_is_read(rows: list[tuple[str, str]]) -> None:
    """A text would change on its way in."""
    import csv
    import io

    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])
    lines = iter(io.StringIO(stream.getvalue(), newline="\n"))
    header = ["a", "b"]
    assert [found for _, found in read_csv(lines, "x")] == [
        table_row(header, list(row)) for row in rows
    ]


@given(st.text('a",\n', max_size=60))
def test_no_line_is_lost_in_a_broken_file(text: str) -> None:
    """Rows would disappear without a word."""
    body = [line for line in text.split("\n") if line.strip()]
    lines = iter(["x,y\n", *(f"{line}\n" for line in body)])
    found = list(read_csv(lines, "x"))
    ends = [*(number for number, _ in found[1:]), len(body) + 2][: len(found)]
    for (number, entry), end in zip(found, ends, strict=True):
        assert isinstance(entry, Skipped) or lines_in(entry) == end - number
    assert [number for number, _ in found[:1]] == [2][: len(body)]


def lines_in(entry: Any) -> int:
    if isinstance(entry, Malformed):
        return len(entry.text.splitlines())
    return 1 + sum(value.count("\n") for value in entry.values())


# --- columns ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mapping": {"title": "titel"}}, r"has no column 'titel'.*id, title, description"),
        ({"mapping": {"headline": "title"}}, r"no such field.*title, text, employer"),
        ({"defaults": {"headline": "x"}}, r"no such field.*employer, location, country"),
        ({"defaults": {"country": "Utopia"}}, r"country=Utopia: not understood"),
        ({"defaults": {"posted_at": "03/04/2025"}}, r"not understood"),
        ({"source": "greenhouse"}, r"crawled: choose another name"),
        ({"source": "../up"}, r"cannot be a source name"),
    ],
)
def test_a_wrong_wish_is_refused_and_names_what_there_is(
    folder: Folder, options: dict[str, Any], message: str
) -> None:
    """The user would import the wrong column, or search for its name."""
    with pytest.raises(UsageError, match=message):
        folder.run(folder.jsonl(row()), **options)
    assert folder.items() == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "name,body text\nA,b\n", r"no column for the title.*name, body text.*--map"),
        ("a.csv", "title,summary\nA,b\n", r"no column for the text.*title, summary"),
        ("a.csv", "", r"the file is empty"),
        ("a.jsonl", "", r"no row that can be read"),
        ("a.dat", "x", r"unknown kind of file.*\.csv, .*\.parquet"),
        ("a.csv", b"\xff\xfet\0i\0", r"no row that can be read"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(
    folder: Folder, name: str, content: str | bytes, message: str
) -> None:
    """The user would get an empty import and no reason."""
    with pytest.raises(UsageError, match=message):
        folder.run(folder.text(content, name))


def test_a_missing_file_is_a_wrong_usage(folder: Folder) -> None:
    """The user would see a traceback."""
    with pytest.raises(UsageError, match="no such file"):
        folder.run(folder.path / "nowhere.csv")


@pytest.mark.parametrize("name", ["cut.jsonl.gz", "cut.parquet"])
def test_a_cut_file_imports_nothing(folder: Folder, name: str) -> None:
    """Half a file would look like a whole one."""
    rows = [row(id=str(n), description=f"{TEXT} {n * 7919}") for n in range(3000)]
    file = folder.path / name
    if name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(rows), file)
    else:
        folder.jsonl(*rows, name=name)
    file.write_bytes(file.read_bytes()[:-2000])
    with pytest.raises(SkillscanError, match="get the file again"):
        folder.run(file)
    assert folder.items() == []
    assert not list(folder.path.rglob("*.part"))


def test_columns_of_other_names(folder: Folder) -> None:
    """Files whose columns have names of their own could not be imported."""
    file = folder.jsonl({"Stelle": "Engineer", "Inhalt": TEXT, "Firma": "Acme"})
    mapping = {"title": "Stelle", "text": "Inhalt", "employer": "Firma"}
    assert folder.run(file, mapping=mapping).mapping == mapping
    assert folder.postings()[0].employer == "Acme"


# --- identity -----------------------------------------------------------------------------------


def test_ids_of_the_file_are_kept(folder: Folder) -> None:
    """Nobody could find a row of the file again."""
    summary = folder.run(folder.jsonl(row(id="a"), row(id="b", title="Analyst")))
    assert summary.ids == "column"
    assert [p.posting_id for p in folder.postings()] == ["jobs_2026/import/a", "jobs_2026/import/b"]


def test_ids_that_two_advertisements_share_are_not_used(folder: Folder) -> None:
    """Two jobs would be one posting."""
    summary = folder.run(folder.jsonl(row(id="a"), row(id="a", title="Analyst")))
    assert (summary.ids, summary.postings) == ("content", 2)
    assert len({p.native_id for p in folder.postings()}) == 2
    assert any("have the id 'a' in the column 'id'" in note for note in summary.notes)


def test_equal_rows_are_one_posting_with_all_places_and_days(folder: Folder) -> None:
    """One job scraped thrice would count three times, or lose its places."""
    summary = folder.run(
        folder.jsonl(
            row(date_posted="2025-02-03"),
            row(date_posted="2025-01-05", location="Boston, MA"),
            row(date_posted="2025-03-01"),
        )
    )
    assert (summary.rows, summary.postings, summary.duplicates) == (3, 1, 2)
    assert {p.locations for p in folder.postings()} == {("Austin, TX", "Boston, MA")}
    assert [item.fetched_at.date().isoformat() for item in folder.items()] == [
        "2025-01-05",
        "2025-03-01",
    ]


def test_the_same_file_is_imported_once(folder: Folder) -> None:
    """A repeated command would double the landing files."""
    file = folder.jsonl(row(), row(id="2", title=""))
    first = folder.run(file)
    again = folder.run(file, now=datetime(2026, 4, 1, tzinfo=UTC))
    assert again.is_already_imported
    assert (again.postings, again.quarantined) == (first.postings, first.quarantined) == (1, 1)
    assert len(reader.reports(folder.settings.landing)) == 1


def test_another_reading_of_the_same_file_is_another_import(folder: Folder) -> None:
    """A wrong mapping could never be mended."""
    file = folder.jsonl(row(location=""))
    folder.run(file)
    assert not folder.run(file, defaults={"country": "US"}).is_already_imported


# --- what a row says ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "defaults", "country"),
    [
        ({"location": "Austin, TX"}, {}, "US"),
        ({"location": "Remote, USA"}, {}, "US"),
        ({"location": "Remote"}, {}, None),
        ({"location": "Remote"}, {"country": "US"}, "US"),
        ({"location": None}, {"country": "united kingdom"}, "GB"),
        ({"location": "Berlin"}, {"country": "US"}, "DE"),
        ({"location": "Austin, TX", "country": "Canada"}, {"country": "GB"}, "CA"),
    ],
)
def test_country(
    folder: Folder, values: dict[str, Any], defaults: dict[str, str], country: str | None
) -> None:
    """A posting would count in the wrong country, or in none."""
    folder.run(folder.jsonl(row(**values)), defaults=defaults)
    assert folder.postings()[0].country == country


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ({"date_posted": "2025-02-03"}, "2025-02-03"),
        ({"date_posted": "2023-01"}, "2023-01-01"),
        ({"date_posted": "2025-02-03", "seen_at": "2025-02-20T10:00:00Z"}, "2025-02-20"),
        ({"date_posted": None}, "2026-03-01"),
        ({"date_posted": "2031-01-01"}, "2026-03-01"),
    ],
    ids=["posted", "month", "seen", "neither", "future"],
)
def test_an_old_file_does_not_count_as_seen_today(
    folder: Folder, values: dict[str, Any], seen: str
) -> None:
    """Postings of 2020 would be in this month's statistics."""
    folder.run(folder.jsonl(row(**values)))
    assert [item.fetched_at.date().isoformat() for item in folder.items()] == [seen]


AMOUNT = {"currency": "USD", "value": {"minValue": 100000, "maxValue": 120000, "unitText": "YEAR"}}


@pytest.mark.parametrize(
    ("salary", "pay"),
    [
        (json.dumps(AMOUNT), (100000, 120000, "USD", "year")),
        (AMOUNT, (100000, 120000, "USD", "year")),
        (
            json.dumps({"currency": "EUR", "value": {"value": 50, "unitText": "hour"}}),
            (50, 50, "EUR", "hour"),
        ),
        ("$53K-$91K (Glassdoor est.)", None),
        ("{not json", None),
        ('{"value": []}', None),
    ],
    ids=["json-ld", "object", "single", "estimate", "broken", "empty"],
)  # fmt: skip
def test_only_structured_pay_counts(folder: Folder, salary: Any, pay: Any) -> None:
    """Somebody's estimate would be published as the employer's pay."""
    folder.run(folder.jsonl(row(salary=salary)))
    found = folder.postings()[0].pay
    assert (found and (found.min, found.max, found.currency, found.period)) == pay


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", [pytest.param("ml_us_2025", marks=pytest.mark.slow), "mle_us_2023"]
)
def test_real_files(folder: Folder, shared_dir: Path, name: str) -> None:
    """Real files would need options to be imported at all."""
    summary = folder.run(shared_dir / "corpus" / f"{name}.jsonl.gz")
    assert summary.quarantined == 0
    assert summary.postings + summary.duplicates == summary.rows
    countries = [p.country for p in folder.postings()]
    assert sum(c in ("US", None) for c in countries) / len(countries) > 0.9
