"""The JSON schema of ``statistics.json``, generated from the models that write it.

``python -m skillscan.release.json_schema > data/statistics.schema.json`` writes it anew; a test
fails while the file and the models differ.
"""

import json
import sys

import msgspec

from skillscan.release.document import Publication


def schema_text() -> str:
    """The text of ``data/statistics.schema.json``."""
    described = msgspec.json.schema(Publication)
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **described,
        "title": "statistics.json of a skillscan release",
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
