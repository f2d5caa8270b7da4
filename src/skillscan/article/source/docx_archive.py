"""The ZIP archive that a ``.docx`` is: its document read within bounds, and put back alone."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from skillscan.article.source.decoding import MAX_BYTES, UnreadableArticleError

MAX_UNPACKED = 100_000_000
"""Bytes of the document once unpacked; a larger one is a bomb."""
_MAX_ENTRIES = 10_000
_ROOT_RELATIONS = "_rels/.rels"
_DOCUMENT = "word/document.xml"
_MEND = "save it again as .docx, or as Markdown, HTML or plain text"


@dataclass(frozen=True, slots=True)
class DocxArchive:
    """A ``.docx``: all its bytes, and the name and content of its document."""

    content: bytes
    name: str
    document: bytes

    def with_document(self, document: bytes) -> bytes:
        """The archive with another document; every other entry with its content, its date and its
        attributes as they were, in the same order.
        """
        target = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.content)) as old,
            zipfile.ZipFile(target, "w") as new,
        ):
            new.comment = old.comment
            for entry in old.infolist():
                data = document if entry.filename == self.name else _bounded(old, entry)
                new.writestr(entry, data)
        return target.getvalue()


def open_docx(content: bytes) -> DocxArchive:
    """The archive. Raises UnreadableArticleError where it is none, or too large once unpacked."""
    if len(content) > MAX_BYTES:
        raise UnreadableArticleError(f"larger than {MAX_BYTES} bytes; is this an article?")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_hostile(archive)
            name = _document_name(archive)
            return DocxArchive(content, name, _bounded(archive, archive.getinfo(name)))
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
    try:
        root = ElementTree.fromstring(
            _bounded(archive, archive.getinfo(_ROOT_RELATIONS)), forbid_dtd=True
        )
    except (KeyError, DefusedXmlException, ElementTree.ParseError):
        return _DOCUMENT
    for relation in root:
        if relation.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relation.get("Target", _DOCUMENT)).lstrip("/")
    return _DOCUMENT
