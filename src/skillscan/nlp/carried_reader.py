"""A reader that takes the own rules of a home along, to machines that do not have it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from skillscan.nlp.annotate import Document, ReadResult, pipeline, read_in_time


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedReader:
    """Reads like ``PipelineReader``, with the ``own`` rules as they were when it was made.

    ``seconds`` of CPU time are what one text may take.
    """

    version: str
    own: tuple[tuple[str, bytes], ...]
    seconds: float

    def read(self, documents: Sequence[Document]) -> list[ReadResult]:
        """Read some texts in this process; one that cannot be read does not stop the others."""
        nlp = pipeline(_home_with(self.own), self.version)
        return [(d.content_hash, read_in_time(nlp, d, self.seconds)) for d in documents]


def carried_reader(home: Path, seconds: float) -> CarriedReader:
    """A reader by the packaged rules and those that the home has now."""
    from skillscan.nlp.version import own_parts, version_with

    own = tuple(own_parts(home))
    return CarriedReader(version=version_with(own), own=own, seconds=seconds)


def _home_with(own: tuple[tuple[str, bytes], ...]) -> Path | None:
    return Path(_folder_with(own).name) if own else None


@lru_cache(maxsize=1)
def _folder_with(own: tuple[tuple[str, bytes], ...]) -> "TemporaryDirectory[str]":
    """A folder that has these files; it goes when others come, or the process ends."""
    folder = TemporaryDirectory(prefix="skillscan-own-")
    for name, content in own:
        file = Path(folder.name, PurePosixPath(name).relative_to("own"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder
