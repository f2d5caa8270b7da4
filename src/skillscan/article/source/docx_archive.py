"""The ZIP archive that a ``.docx`` is.

Its document and notes are read within bounds, and put back alone.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from skillscan.article.source.decoding import MAX_BYTES, UnreadableArticleError

MAX_UNPACKED = 100_000_000
"""Bytes of the document once unpacked; a larger one is a bomb."""
_MAX_ENTRIES = 10_000
_ROOT_RELATIONS = "_rels/.rels"
_DOCUMENT = "word/document.xml"
_NOTES = ("footnotes", "endnotes")
_MEND = "save it again as .docx, or as Markdown, HTML or plain text"


@dataclass(frozen=True, slots=True)
class DocxPart:
    """One part of a ``.docx`` that is read: its name in the archive, and its XML."""

    name: str
    xml: bytes


@dataclass(frozen=True, slots=True)
class DocxArchive:
    """A ``.docx``: all its bytes, and the parts of it that are read: its document, then its
    footnotes and endnotes.
    """

    content: bytes
    parts: tuple[DocxPart, ...]

    def with_xml(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with other XML in parts of these names; every other entry with its content,
        its date and its attributes as they were, in the same order.
        """
        target = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.content)) as old,
            zipfile.ZipFile(target, "w") as new,
        ):
            new.comment = old.comment
            for entry in old.infolist():
                data = changed.get(entry.filename)
                new.writestr(entry, _bounded(old, entry) if data is None else data)
        return target.getvalue()


def open_docx(content: bytes) -> DocxArchive:
    """The archive. Raises UnreadableArticleError where it is none, or too large once unpacked."""
    if len(content) > MAX_BYTES:
        raise UnreadableArticleError(f"larger than {MAX_BYTES} bytes; is this an article?")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_hostile(archive)
            document = _document_name(archive)
            names = (document, *_notes_names(archive, document))
            parts = (DocxPart(name, _bounded(archive, archive.getinfo(name))) for name in names)
            return DocxArchive(content, tuple(parts))
    except KeyError as error:
        raise UnreadableArticleError(
            f"no .docx: the archive has no {_DOCUMENT} ({error}); {_MEND}"
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableArticleError(f"no readable .docx ({error}); {_MEND}") from error
    except (ValueError, OSError, OverflowError) as error:
        raise UnreadableArticleError(f"no readable .docx ({error}); {_MEND}") from error


def _refuse_hostile(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > _MAX_ENTRIES or sum(one.file_size for one in entries) > MAX_UNPACKED:
        raise UnreadableArticleError(
            f"unpacks to more than {MAX_UNPACKED} bytes or {_MAX_ENTRIES} files; {_MEND}"
        )
    if len({one.filename for one in entries}) < len(entries):
        raise UnreadableArticleError(f"the archive has two entries of one name; {_MEND}")


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """An entry's content; the size it announces is checked, and no more is read."""
    with archive.open(entry) as stream:
        return stream.read(MAX_UNPACKED)


def _document_name(archive: zipfile.ZipFile) -> str:
    """The part that the archive's relations call its document."""
    named = _related(archive, _ROOT_RELATIONS, "officeDocument")
    return posixpath.normpath(named).lstrip("/") if named else _DOCUMENT


def _notes_names(archive: zipfile.ZipFile, document: str) -> Iterator[str]:
    """The parts that hold the document's footnotes and endnotes, where the archive has them."""
    folder, name = posixpath.split(document)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    names = set(archive.namelist())
    for kind in _NOTES:
        target = _related(archive, relations, kind)
        if target is not None:
            found = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if found in names and found != document:
                yield found


def _related(archive: zipfile.ZipFile, relations: str, kind: str) -> str | None:
    """The target of the first relation of a kind in a part with relations."""
    try:
        root = ElementTree.fromstring(
            _bounded(archive, archive.getinfo(relations)), forbid_dtd=True
        )
    except (KeyError, DefusedXmlException, ElementTree.ParseError):
        return None
    targets = (
        relation.get("Target")
        for relation in root
        if relation.get("Type", "").endswith(f"/{kind}")
        and relation.get("TargetMode") != "External"
    )
    return next(filter(None, targets), None)
