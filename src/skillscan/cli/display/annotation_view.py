"""One posting's reading for the eye: coloured text for the terminal, a displaCy page.

Both say why: the terminal below the fields, the page where the pointer rests on a finding.

Texts of postings are hostile: they are never read as terminal or HTML markup.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from spacy import displacy

from skillscan.domain import SourceFields
from skillscan.nlp.filter import plain_labels
from skillscan.nlp.label_reasons import field_reasons, skill_reasons
from skillscan.nlp.reading import STRENGTH, Finding, Reading
from skillscan.nlp.reason import reason_of

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
_ENTITY = """<mark class="entity" title="{reason}" style="background: {bg}; padding: 0.45em 0.6em; \
margin: 0 0.25em; line-height: 1; border-radius: 0.35em;">
    {text}
    <span style="font-size: 0.8em; font-weight: bold; line-height: 1; border-radius: 0.35em; \
vertical-align: middle; margin-left: 0.5rem">{label}</span>
</mark>"""
"""displaCy's own template of a marked place, with the reason as its title."""


def print_reading(
    console: Console, document: str, reading: Reading, source_fields: SourceFields
) -> None:
    """The document with its findings coloured by class, a legend, the fields, and why."""
    text = Text(document)
    for finding in reading.findings:
        text.stylize(TERMINAL_STYLES[finding.mention_class], finding.start, finding.end)
    console.print(text)
    console.print()
    console.print(_class_legend(), _fields_table(reading), sep="\n")
    console.print()
    console.print(_reasons_table(reading, document, source_fields))


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


def _reasons_table(reading: Reading, document: str, source_fields: SourceFields) -> Table:
    """Why each label is what it is; what rests on one reason stands on one line."""
    table = Table(show_header=False, box=None, pad_edge=False)
    reasons = {
        **field_reasons(reading, document, source_fields),
        **skill_reasons(reading, document),
    }
    names: dict[str, list[str]] = {}
    for name, reason in reasons.items():
        names.setdefault(str(reason), []).append(name)
    for reason_text, held in names.items():
        table.add_row(Text(", ".join(held)), Text(reason_text))
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
        {
            "start": finding.start,
            "end": finding.end,
            "label": escape(_label(finding)),
            "params": {"reason": escape(str(reason_of(finding, document)))},
        }
        for finding in findings
    ]
    html = displacy.render(
        [{"text": document, "ents": entities, "title": escape(title) or None}],
        style="ent",
        manual=True,
        page=True,
        jupyter=False,
        options={
            "colors": {escape(label).upper(): colour for label, colour in labels.items()},
            "template": _ENTITY,
        },
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
