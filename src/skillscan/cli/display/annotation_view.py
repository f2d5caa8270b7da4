"""One posting's reading for the eye: coloured text for the terminal, a displaCy page.

Texts of postings are hostile: they are never read as terminal or HTML markup.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from spacy import displacy

from skillscan.nlp.filter import plain_labels
from skillscan.nlp.reading import STRENGTH, Finding, Reading

TERMINAL_STYLES = {
    "required": "bold black on green",
    "preferred": "black on yellow",
    "mentioned": "black on cyan",
    "negated": "strike black on red",
}
PAGE_COLOURS = {
    "required": "#7fd18b",
    "preferred": "#f5d76e",
    "mentioned": "#a9d5f5",
    "negated": "#f2a3a3",
}


def print_reading(console: Console, document: str, reading: Reading) -> None:
    """The document with its findings coloured by class, a legend, and the fields."""
    text = Text(document)
    for finding in reading.findings:
        text.stylize(TERMINAL_STYLES[finding.mention_class], finding.start, finding.end)
    console.print(text)
    console.print()
    console.print(_class_legend(), _fields_table(reading), sep="\n")


def _class_legend() -> Text:
    legend = Text()
    for name, style in TERMINAL_STYLES.items():
        legend.append(f" {name} ", style=style)
        legend.append(" ")
    return legend


def _fields_table(reading: Reading) -> Table:
    table = Table(show_header=False, box=None, pad_edge=False)
    labels = plain_labels(reading)
    skills = labels.pop("skills")
    for name, value in labels.items():
        table.add_row(name, Text(_shown(value)))
    for mention_class in sorted(STRENGTH, key=lambda name: -STRENGTH[name]):
        found = sorted(skill for skill, value in skills.items() if value == mention_class)
        if found:
            table.add_row(mention_class, Text(", ".join(found)))
    return table


def _shown(value: Any) -> str:
    if value is None:
        return "not stated"
    if isinstance(value, dict):
        low, high = value["min"], value["max"]
        amounts = " to ".join(str(amount) for amount in (low, high) if amount is not None)
        return f"{amounts} {value['currency'] or ''} per {value['period'] or '?'}"
    return str(value)


def annotation_page(document: str, title: str, reading: Reading) -> str:
    """A complete HTML page (displaCy) with the findings marked; all text is escaped."""
    findings = list(_without_overlap(reading.findings))
    labels = {_label(finding): PAGE_COLOURS[finding.mention_class] for finding in findings}
    entities = [
        {"start": finding.start, "end": finding.end, "label": escape(_label(finding))}
        for finding in findings
    ]
    html = displacy.render(
        [{"text": document, "ents": entities, "title": escape(title) or None}],
        style="ent",
        manual=True,
        page=True,
        jupyter=False,
        options={"colors": {escape(label).upper(): colour for label, colour in labels.items()}},
    )
    return str(html)


def _label(finding: Finding) -> str:
    return f"{finding.value} {finding.mention_class}"


def _without_overlap(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Findings in text order; of overlapping ones the first and longest."""
    end = 0
    for finding in sorted(findings, key=lambda item: (item.start, -item.end)):
        if finding.start >= end and finding.end > finding.start:
            yield finding
            end = finding.end
