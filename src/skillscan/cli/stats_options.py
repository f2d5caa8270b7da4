"""What ``skillscan stats`` can be asked for: its options."""

from datetime import datetime
from typing import Annotated

import typer

Statistic = Annotated[
    str | None,
    typer.Argument(
        help="skill_share, experience_at_least, …; default: all. skill_share@RELEASE is the "
        "one of that release."
    ),
]
Value = Annotated[
    str | None,
    typer.Option("--value", "--skill", help="Only this value: a skill by any name, 5, …"),
]
Occupation = Annotated[
    str | None, typer.Option(help="Instead of a population: occupations (ml_engineer,…).")
]
Country = Annotated[str | None, typer.Option(help="Instead of a population: countries (US,CA).")]
Language = Annotated[str | None, typer.Option(help="Instead of a population: languages (en).")]
Seniority = Annotated[
    str | None, typer.Option(help="Instead of a population: levels (senior,staff).")
]
Source = Annotated[str | None, typer.Option(help="Instead of a population: sources (lever,ashby).")]
Since = Annotated[
    str | None, typer.Option(metavar="DAY", help="Only postings seen on this day or later.")
]
Until = Annotated[
    str | None, typer.Option(metavar="DAY", help="Only postings seen on this day or earlier.")
]
Kind = Annotated[
    str | None,
    typer.Option(
        help="Skills shown: technology, field, practice, certification, or all; default: "
        "technologies where there are any."
    ),
]
Limit = Annotated[int, typer.Option(min=1, help="Rows of a statistic at most.")]
Pooled = Annotated[
    bool,
    typer.Option("--pooled", help="Also the pooled number of values marked †."),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="As published on this day (UTC); default: now."),
]
Listed = Annotated[
    str | None,
    typer.Option("--list", metavar="WHAT", help="List statistics, populations, or skills."),
]
Search = Annotated[
    str | None,
    typer.Option(metavar="WORD", help="Find statistics, populations and skills by a word."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print estimates and definitions as JSON.")]
