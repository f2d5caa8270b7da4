"""Hostile texts of a given length: what costs a careless reader a hundred times its due."""

from collections.abc import Callable


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


TEXTS: dict[str, Callable[[int], str]] = {
    "SQL, SQL, …": _repeated("SQL, "),
    "PythonPython…": _repeated("Python"),
    "headings and SQL in turn": _repeated("Requirements\nSQL\n"),
    "BS on every line": _repeated("BS\n"),
    "5 years 5 years …": _repeated("5 years "),
    "C, R, Go, …": _repeated("C, R, Go, "),
    "R, C++, C#, Go, …": _repeated("R, C++, C#, Go, "),
    "AI/ML, …": _repeated("AI/ML, "),
    "Go/R/C …": _repeated("Go/R/C "),
    "SQL;SQL;…": _repeated("SQL;"),
    "Go?Go?…": _repeated("Go?"),
    "- Go on every line": _repeated("- Go\n"),
    "remote or hybrid, …": _repeated("remote or hybrid, "),
    "1 1 1 …": _repeated("1 "),
    "telephone numbers": _repeated("+1 555 123 4567 "),
    "CJK without blanks": _repeated("機械学習エンジニアを募集しています"),
    "one long word": _repeated("x"),
    "$ amounts": _repeated("$100,000 - "),
    "brackets": _repeated("("),
    "escaped tags": _repeated("&lt;p "),
    "sentences run together": _repeated("SkillsExperience.What you do:Python"),
}
"""Name to a text of so many characters."""
