"""What stands below the options in the help of a command: examples, and the names it takes.

The names are read from the files that define them, without the libraries that the work needs.
"""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

EXAMPLES = {
    "demo": ("skillscan demo", "skillscan demo --home /tmp/demo --json"),
    "collect": (
        "skillscan collect --source ashby",
        "skillscan collect --due -q",
        "skillscan collect --source lever --board example --json",
    ),
    "import": (
        "skillscan import jobs.csv --source our_jobs",
        "skillscan import jobs.parquet --source our_jobs --map title=name --default country=US",
        "skillscan import jobs.jsonl --source our_jobs --collected 2025-04-30",
    ),
    "extract": (
        "skillscan extract",
        "skillscan extract --everything",
        "skillscan extract --since 2026-03-01 --until 2026-03-07",
    ),
    "publish": (
        "skillscan publish",
        "skillscan publish --notice 'Numbers of a trial'",
        "skillscan publish --population ml_engineer_us --population ml_engineer",
        "skillscan publish --force-gate no_jump --reason 'two large employers came'",
        "skillscan publish --pooled experience_at_least/5/ml_engineer --reason 'both are printed'",
    ),
    "stats": (
        "skillscan stats",
        "skillscan stats skill_share --population ml_engineer --limit 50",
        "skillscan stats skill_share --skill k8s",
        "skillscan stats skill_share --occupation data_engineer --country DE,AT",
        "skillscan stats --search k8s",
        "skillscan stats --list populations",
        "skillscan stats experience_at_least --json",
        "skillscan stats skill_share --as-of 2026-03-31",
        "skillscan stats skill_share@2026-03-01-0123456789ab",
    ),
    "explain": (
        "skillscan explain skill_share --skill kubernetes",
        "skillscan explain experience_at_least --value 5 --limit 3",
        "skillscan explain skill_share_by_seniority python --group senior",
        "skillscan explain pay_median USD --measure median_pay",
        "skillscan explain skill_share python --measure required --json",
        "skillscan explain skill_share@0123456789ab --skill kubernetes",
    ),
    "changes": (
        "skillscan changes",
        "skillscan changes 2026-03-31 --statistic skill_share --restated",
        "skillscan changes 2026-03-31 2026-06-30 --format csv > changes.csv",
    ),
    "sql": (
        "skillscan sql",
        "skillscan sql \"FROM skill_share(country := 'US', since := '2026-01-01')\"",
        "skillscan sql 'FROM analyst.estimates' --format csv > estimates.csv",
    ),
    "serve": ("skillscan serve", "skillscan serve --port 0"),
    "mcp": ("skillscan mcp", "skillscan mcp --http 8765"),
    "read": (
        "skillscan read posting.txt",
        "skillscan read posting.html --html > reading.html",
        "skillscan read --json --reasons - < postings.jsonl",
    ),
    "evaluate": (
        "skillscan evaluate labels.jsonl --corpus texts/",
        "skillscan evaluate labels.jsonl --errors --json",
    ),
    "audit": (
        "skillscan audit lists.csv --texts postings.jsonl",
        "skillscan audit lists.jsonl --map skills=tools --map text=body --json > audit.json",
    ),
    "doctor": ("skillscan doctor", "skillscan doctor -q", "skillscan doctor --deep --metrics"),
    "config": ("skillscan config", "skillscan config --json"),
    "redact": (
        "skillscan redact lever/example/42 --reason 'the employer asked for it'",
        "skillscan redact --list",
    ),
    "releases list": ("skillscan releases list", "skillscan releases list --json"),
    "releases rebuild": ("skillscan releases rebuild 2026-03-01-0123456789ab",),
    "prune": (
        "skillscan prune --older-than 90",
        "skillscan prune --older-than 365 --quarantine --json",
    ),
    "backup": ("skillscan backup", "skillscan backup --list"),
    "restore": ("skillscan restore", "skillscan restore 20260301T041700Z-0123456789ab"),
    "warehouse move": (
        "skillscan warehouse move --to 'ducklake:postgres:dbname=skillscan host=db user=skillscan'"
        " --data-path s3://bucket/warehouse",
        "skillscan warehouse move --to file",
    ),
    "article check": (
        "skillscan article check article.md",
        "skillscan article check article.md --page review.html",
        "skillscan article check article.md --fail-on stale,contradicted --json",
    ),
    "article refresh": (
        "skillscan article refresh article.md",
        "skillscan article refresh article.md --write",
    ),
    "article confirm": (
        "skillscan article confirm article.md 12",
        "skillscan article confirm article.md 3f9a2c1b"
        " --as 'skill_share python ml_engineer_us view=all'",
    ),
    "article dismiss": ("skillscan article dismiss article.md 12 --note 'a joke'",),
    "boards list": ("skillscan boards list --source lever", "skillscan boards list --json"),
    "boards add": (
        "skillscan boards add https://jobs.lever.co/example",
        "skillscan boards add https://jobs.lever.co/example --employer 'Example Ltd'",
    ),
    "boards discover": (
        "skillscan boards discover https://example.org/careers",
        "skillscan boards discover https://example.org/careers --add",
    ),
    "boards check": ("skillscan boards check", "skillscan boards check --source lever --json"),
    "quarantine list": (
        "skillscan quarantine list",
        "skillscan quarantine list --source lever --refused-for no_title --all",
    ),
    "quarantine show": ("skillscan quarantine show 3f2a9c",),
    "quarantine retry": (
        "skillscan quarantine retry --refused-for no_title",
        "skillscan quarantine retry",
    ),
    "quarantine dismiss": (
        "skillscan quarantine dismiss 3f2a9c --reason 'the employer posts empty drafts'",
        "skillscan quarantine dismiss --refused-for no_text --reason 'gaps of the old export'",
    ),
    "quarantine restore": ("skillscan quarantine restore 3f2a9c",),
    "rules check": ("skillscan rules check", "skillscan rules check modifiers --mutate"),
    "rules test": (
        "skillscan rules test 'Kubernetes is a plus.'",
        "skillscan rules test 'Python, Go' --section preferred",
    ),
    "rules candidates": (
        "skillscan rules candidates headings",
        "skillscan rules candidates years postings.jsonl --limit 20",
    ),
    "rules coverage": ("skillscan rules coverage postings.jsonl",),
    "taxonomy list": ("skillscan taxonomy list", "skillscan taxonomy list languages --json"),
    "taxonomy check": ("skillscan taxonomy check", "skillscan taxonomy check kubernetes"),
    "taxonomy candidates": ("skillscan taxonomy candidates postings.jsonl --min-employers 5",),
}
"""Command → what one types."""
READ_FIELDS = (
    *("role", "seniority", "skills", "years_min", "years_best", "degree", "salary", "work_mode"),
)
"""What ``read --json`` says of a posting, and ``evaluate`` measures."""
_TITLE = re.compile(r"^title: (.{1,200})$", re.MULTILINE)
_POPULATION = re.compile(r"^([a-z0-9_]{1,80}):\n  label: (.{1,200})$", re.MULTILINE)


def statistics() -> Iterator[tuple[str, str]]:
    """Every statistic and its title."""
    for file in sorted(files("skillscan.sql").joinpath("statistics").iterdir(), key=str):
        if file.name.endswith(".sql"):
            found = _TITLE.search(file.read_text(encoding="utf-8"))
            yield file.name.removesuffix(".sql"), found[1] if found else ""


def populations() -> Iterator[tuple[str, str]]:
    """Every population and its label, but for an operator's own."""
    text = files("skillscan.data").joinpath("populations.yaml").read_text(encoding="utf-8")
    yield from _POPULATION.findall(text)


def import_fields() -> Iterator[tuple[str, str]]:
    """Every field that a column of a file can be."""
    from skillscan.cli.import_ import FIELDS

    yield "fields", FIELDS


def read_fields() -> Iterator[tuple[str, str]]:
    """Every field of a reading."""
    yield "fields", ", ".join(READ_FIELDS)


_Names = Callable[[], Iterator[tuple[str, str]]]
_NUMBERS: dict[str, _Names] = {"Statistics": statistics, "Populations": populations}
NAMES: dict[str, dict[str, _Names]] = {
    "stats": _NUMBERS,
    "explain": _NUMBERS,
    "publish": {"Populations": populations},
    "article check": _NUMBERS,
    "article refresh": _NUMBERS,
    "article confirm": _NUMBERS,
    "import": {"Fields of a posting": import_fields},
    "read": {"Fields of a reading": read_fields},
    "evaluate": {"Fields of a reading": read_fields},
}
"""Command → headings, and what stands below each."""


FIRST = ("demo", "collect", "extract", "publish", "stats", "explain")
"""Commands in the order in which a newcomer types them."""


def write_group_epilog(group: str, formatter: Any) -> None:
    """Write one example of each command of a group; of the program, its first steps."""
    with formatter.section("Examples"):
        for command in EXAMPLES:
            if command.startswith(f"{group} ") if group else command in FIRST:
                formatter.write(f"  {EXAMPLES[command][0]}\n")
    if not group:
        formatter.write("\n`skillscan COMMAND --help` has more.\n")


def write_epilog(command: str, _context: Any, formatter: Any) -> None:
    """Write both below the options of a command."""
    for heading, names in NAMES.get(command, {}).items():
        with formatter.section(heading):
            formatter.write_dl(list(names()))
    with formatter.section("Examples"):
        for example in EXAMPLES.get(command, ()):
            formatter.write(f"  {example}\n")
