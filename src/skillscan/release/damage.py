"""What of the releases is not as it was written: of one, for whoever reads it, and of all."""

import time
from collections.abc import Collection, Iterator

from skillscan.errors import SkillscanError
from skillscan.release.document import from_json
from skillscan.release.gates_file import gates_fault
from skillscan.release.index import on_record
from skillscan.release.release_folder import COMPLETENESS_FILE, SITE
from skillscan.storage.checksums import CHECKSUMS
from skillscan.storage.versioned_folder import VersionedFolder

MOST_FAULTS = 5
"""That one message names."""
READING_SECONDS = 10.0
"""So long the files of releases are read when all are looked at."""


def release_faults(
    folder: VersionedFolder, name: str, only: Collection[str] | None = None
) -> list[str]:
    """What is missing or altered of a release, one line a file; [] if it is whole.

    ``only``: the files of which every byte is read (``None``: of all); of the others it is seen
    whether they are there. Releases of early versions have no checksums: they cannot be checked.
    """
    there = folder.files(name)
    if not there:
        return [f"{folder.path(name)} is gone"]
    if COMPLETENESS_FILE not in there:
        return [f"{COMPLETENESS_FILE} is missing"]
    if CHECKSUMS not in there:
        return [f"{CHECKSUMS} is missing"] if _has_hash(folder, name) else []
    stated = folder.checksums(name)
    found = folder.faults(name, only, stated)
    if only is not None and stated and stated.is_as_written:
        missing = [f"{file} is missing" for file in stated.digests if file not in set(there)]
        found = list(dict.fromkeys([*missing, *found]))
    gates = gates_fault(folder, name)
    return [*found, gates] if gates else found


def files_to_read(folder: VersionedFolder, name: str) -> list[str] | None:
    """The files of which every byte is read when a release is found unchanged: all (``None``), but
    on remote storage not the hundreds of pages, of which each would cost a request.
    """
    if folder.is_local:
        return None
    return [file for file in folder.files(name) if not file.startswith(f"{SITE}/")]


def _has_hash(folder: VersionedFolder, name: str) -> bool:
    """Whether a release is of a form that has checksums."""
    try:
        return from_json(folder.read(name, COMPLETENESS_FILE)).content_hash is not None
    except (FileNotFoundError, ValueError):
        return False


def require_as_written(folder: VersionedFolder, name: str) -> None:
    """Raises SkillscanError where a file of a release is missing or altered.

    On remote storage only what is read here is read: the others would have to be fetched.
    """
    if faults := release_faults(folder, name, None if folder.is_local else (COMPLETENESS_FILE,)):
        raise SkillscanError(f"release {name} is {damage_text(faults)}: {mend(folder, name)}")


def damage_text(faults: Collection[str]) -> str:
    """What is not as it was written, as the end of a sentence."""
    more = f" and {len(faults) - MOST_FAULTS} more" if len(faults) > MOST_FAULTS else ""
    return f"not as it was written: {'; '.join(list(faults)[:MOST_FAULTS])}{more}"


def mend(folder: VersionedFolder, name: str) -> str:
    """What to do about a damaged release."""
    if not folder.files(name):
        return (
            "restore the folder from a copy; else `skillscan publish` makes it again from data, "
            "where they are still the same, or notes that it was taken away"
        )
    return (
        f"`skillscan releases rebuild {name}` makes it again from its Parquet files, "
        "`skillscan publish` from the data, where they are still the same"
    )


def damaged_releases(
    folder: VersionedFolder, seconds: float = READING_SECONDS
) -> Iterator[tuple[str, list[str]]]:
    """The releases on record that are not whole, the newest first, and what each lacks.

    Their files are read for so many seconds, at least those of the newest; of the rest, and of
    those on remote storage, it is seen whether they are there.
    """
    ends = time.monotonic() + seconds
    for number, name in enumerate(sorted(on_record(folder), reverse=True)):
        is_read = folder.is_local and (number == 0 or time.monotonic() < ends)
        only = None if is_read else (COMPLETENESS_FILE,)
        if faults := release_faults(folder, name, only):
            yield name, faults
