"""The release that is answered from: the latest, again whenever a new one was published."""

from threading import Lock

from skillscan.release.catalog import Release, latest_name, open_latest, open_named
from skillscan.release.release_folder import release_folder
from skillscan.serving.mcp.number_models import ReleaseStamp
from skillscan.settings import Settings


class CurrentRelease:
    """Opens a release once and hands it to all who ask; many threads may ask at a time.

    With a name it stays at that release. An answer holds one release from its beginning to its end,
    and none is locked: publishing goes on meanwhile.
    """

    def __init__(self, settings: Settings, name: str | None = None) -> None:
        """Raises SkillscanError where there is no such release, or none at all."""
        self.settings = settings
        self._is_pinned = name is not None
        self._folder = release_folder(settings.releases)
        self._opening = Lock()
        self._release = open_named(settings, name)

    def get(self) -> Release:
        """The release of now. Raises SkillscanError where a new one is damaged."""
        if self._is_pinned:
            return self._release
        with self._opening:
            if latest_name(self._folder) != self._release.name:
                self._release = open_latest(self.settings)
            return self._release


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
