"""What decides whether a posting is normalised again."""

from pathlib import Path

import pytest

from skillscan import resources
from skillscan.extract.normalize import normalizer_version


def test_mended_places_normalise_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a rule for places was mended, postings would keep the country of the old rule."""
    before = normalizer_version("v1")
    assert normalizer_version("v1") == before
    assert normalizer_version("v2") != before
    mended = tmp_path / "places.yaml"
    mended.write_bytes(resources.data("rules", "places.yaml").read_bytes() + b"\n# mended\n")
    monkeypatch.setattr(resources, "data", lambda *_: mended)
    assert normalizer_version("v1") != before
