"""The JSON schema of ``statistics.json``, generated from the models that write it.

``python -m skillscan.release.json_schema > data/statistics.schema.json`` writes it anew; a test
fails while the file and the models differ.
"""

import inspect
import json
import sys
from typing import Any

import msgspec

from skillscan.release.document import Publication


def schema_text() -> str:
    """The text of ``data/statistics.schema.json``."""
    return schema_of(Publication, "statistics.json of a skillscan release")


def schema_of(model: Any, title: str) -> str:
    """The JSON Schema of a model as the text of a file; its descriptions are the docstrings, which
    Python 3.13 indents otherwise than those before.
    """
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **with_plain_descriptions(msgspec.json.schema(model)),
        "title": title,
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def with_plain_descriptions(part: Any) -> Any:
    """A schema whose descriptions are indented alike on every Python."""
    if isinstance(part, list):
        return [with_plain_descriptions(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: inspect.cleandoc(value)
        if key == "description" and isinstance(value, str)
        else with_plain_descriptions(value)
        for key, value in part.items()
    }


if __name__ == "__main__":
    sys.stdout.write(schema_text())
