"""The release that is answered from: the latest, opened anew whenever another one was published, or
the same was written again.
"""

from pathlib import Path
from threading import Lock

from skillscan.release.catalog import (
    Release,
    latest_name,
    name_of,
    open_latest,
    open_release,
)
from skillscan.release.release_folder import COMPLETENESS_FILE, DATABASE, LATEST, release_folder
from skillscan.serving.mcp.number_models import ReleaseStamp
from skillscan.settings import Settings
from skillscan.storage.file_state import state_of


class CurrentRelease:
    """Opens a release once and hands it to all who ask; many threads may ask at a time.

    With a name it stays at that release; ``latest`` is none. An answer holds one release from its
    beginning to its end, and none is locked: publishing goes on meanwhile.
    """

    def __init__(self, settings: Settings, name: str | None = None) -> None:
        """Raises SkillscanError where there is no such release, or none at all."""
        self.settings = settings
        self._pinned = None if name in {None, LATEST} else name_of(settings, str(name))
        self._folder = release_folder(settings.releases)
        self._opening = Lock()
        self._seen = self._look()
        self._release = self._open()

    def get(self) -> Release:
        """The release of now. Raises SkillscanError where it is damaged, or not there any more."""
        with self._opening:
            seen = self._look()
            if seen != self._seen:
                self._release = self._open()
                self._seen = seen
            return self._release

    def _look(self) -> tuple[object, ...]:
        """Which release it is, its checksums and, of a folder of this machine, the state of the
        files that are answered from: quotes that are withdrawn change the checksums alone, what is
        altered by others the files, and of a release that lies elsewhere the database that is read
        is a copy.
        """
        name = self._pinned or latest_name(self._folder)
        if not name or not self._folder.is_single_name(name):
            return (name,)
        files = (DATABASE, COMPLETENESS_FILE) if self._folder.is_local else ()
        states = [state_of(Path(self._folder.path(name, file))) for file in files]
        return name, self._folder.checksums(name), *states

    def _open(self) -> Release:
        return (
            open_release(self.settings, self._pinned)
            if self._pinned
            else open_latest(self.settings)
        )


def stamp(release: Release) -> ReleaseStamp:
    """What every answer says of its release."""
    said = release.excerpt
    return ReleaseStamp(
        name=said.release,
        published_at=said.published_at,
        as_of=said.as_of,
        notice=said.notice,
        licence=said.licence,
    )
