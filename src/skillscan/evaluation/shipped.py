"""``data/evaluation.json``: the measured figures that ship with the code, a set of labels each."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from skillscan import resources
from skillscan.errors import SkillscanError

LabelSet = Literal["development", "blind", "skillspan"]
WHAT: dict[LabelSet, str] = {
    "development": "postings labelled by hand, which the rules were developed with",
    "blind": "postings labelled by hand before anybody had seen how they are read",
    "skillspan": "spans of the SkillSpan data set, labelled by others for another purpose",
}


def shipped_path() -> Path:
    """Where the file is in a checkout."""
    return Path(str(resources.data("evaluation.json")))


def ship(name: LabelSet, figures: Mapping[str, Any], path: Path, *, measured_on: date) -> None:
    """Put the figures of one set, measured on this day, into the file; those of the others stay."""
    try:
        known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        known[name] = {"what": WHAT[name], "measured_on": str(measured_on), **figures}
        sets = {one: known[one] for one in WHAT if one in known}
        text = json.dumps(sets, ensure_ascii=False, indent=2) + "\n"
        path.write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise SkillscanError(f"{path} cannot be written: {error}; run in a checkout") from error
