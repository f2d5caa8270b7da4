"""Where the releases lie, and which of their files make them whole."""

from skillscan.storage.versioned_folder import VersionedFolder

COMPLETENESS_FILE = "statistics.json"
"""A folder with this file is a release."""
GATES_FILE = "gates.json"
"""Written again where a held release is accepted."""
LATEST = "latest"
"""A small file with the name of the newest release that passed its gates."""

LAST_PUBLISH = "last-publish.json"
"""When somebody published last, whether it made a new release or found nothing changed."""


def release_folder(root: str) -> VersionedFolder:
    """The releases below a folder or fsspec URL."""
    return VersionedFolder(root, COMPLETENESS_FILE, changing={GATES_FILE})
