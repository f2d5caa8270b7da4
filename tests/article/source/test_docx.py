"""Word documents: their paragraphs and tables, and edits that leave all else as it is."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillscan.article.model import Edit
from skillscan.article.source import markers, read
from skillscan.article.source.decoding import UnreadableArticleError
from skillscan.article.source.edits import apply
from skillscan.article.source.source_edit import UnwritableEditError

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Skills &amp; pay</w:t></w:r></w:p>'
    '<w:p><w:r><w:t xml:space="preserve">Python in 7</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
    "<w:t>2</w:t></w:r><w:r><w:t>\u00a0% of\u00a0jobs</w:t><w:tab/><w:t>ä</w:t></w:r>"
    "<w:del><w:r><w:delText>9%</w:delText></w:r></w:del>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>8%</w:t></w:r></w:p><w:p/>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Skill</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>Share</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>Go</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>5%</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>6% remote</w:t></w:r></w:p>"
)


def docx(body: str = BODY, *, prolog: str = "", more: dict[str, bytes] | None = None) -> bytes:
    target = io.BytesIO()
    document = f"{prolog}<w:document {WORD}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/media/a.png", bytes(range(256)) * 9)
        archive.writestr("word/document.xml", document.encode())
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def parts(content: bytes) -> dict[str, tuple[bytes, tuple[int, ...]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            one.filename: (archive.read(one), (*one.date_time, one.compress_type))
            for one in archive.infolist()
        }


def test_paragraphs_and_tables_are_read() -> None:
    """Offsets of the report are those of the paragraphs joined by line ends."""
    article = read(docx(), "docx")
    assert article.source == (
        "Skills & pay\nPython in 72\u00a0% of\u00a0jobs\tä\n\nSkill\nShare\nGo\n5%\n6% remote"
    )
    shown = [(one.kind, article.text[one.start : one.end]) for one in article.blocks]
    assert shown[:2] == [
        ("heading", "Skills & pay"),
        ("paragraph", "Python in 72\u00a0% of\u00a0jobs ä"),
    ]
    assert shown[-1] == ("list_item", "6% remote")
    cell = next(one for one in article.blocks if article.text[one.start : one.end] == "5%")
    assert (cell.kind, cell.row, cell.column, cell.headings) == (
        "cell",
        "Go",
        "Share",
        ("Skills & pay",),
    )


def test_an_edit_reaches_its_text_elements_and_nothing_else() -> None:
    """Word must open the refreshed file with all of its formatting."""
    content = docx()
    article = read(content, "docx")
    start = article.text.index("72")
    written = apply(content, article, [Edit(start, start + 2, "70.5")])
    before, after = parts(content), parts(written)
    expected = before["word/document.xml"][0].replace(b"<w:t>2</w:t>", b"<w:t>0.5</w:t>")
    assert after["word/document.xml"][0] == expected
    assert list(after) == list(before)
    assert {**after, "word/document.xml": None} == {**before, "word/document.xml": None}


def test_characters_of_xml_are_escaped() -> None:
    """A bound such as "<5%" must not break the document."""
    content = docx()
    article = read(content, "docx")
    start = article.text.index("& pay")
    written = apply(content, article, [Edit(start, start + 5, "<5% & pay")])
    assert b"Skills &lt;5% &amp; pay" in parts(written)["word/document.xml"][0]


def test_no_edit_is_the_same_file() -> None:
    """A refresh without stale numbers leaves the file alone."""
    content = docx()
    assert apply(content, read(content, "docx"), []) is content


def test_a_tab_is_not_replaced() -> None:
    """What is no text of the document cannot be edited as text."""
    content = docx()
    article = read(content, "docx")
    start = article.text.index("jobs ä") + 4
    with pytest.raises(UnwritableEditError, match="a tab or a line end"):
        apply(content, article, [Edit(start, start + 1, "7")])


def test_markers_in_word_are_told() -> None:
    """An editor who types a marker in Word learns what to do in its place."""
    body = "<w:p><w:r><w:t>&lt;!-- skillscan: a b c --&gt;72%</w:t></w:r></w:p>"
    article = read(docx(body), "docx")
    found, faults = markers.find(article)
    assert found == ()
    assert "skillscan article confirm" in faults[0].problem


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04 no archive", "no readable .docx"),
        (b"hello", "no readable .docx"),
        (docx(prolog='<!DOCTYPE a [<!ENTITY b "c">]>'), "DOCTYPE"),
        (docx(prolog='<?xml version="1.0" encoding="latin-1"?>'), "latin-1, not UTF-8"),
        (docx("<w:p>"), "no well-formed XML"),
        (docx("<w:x>" * 600), "nested more than"),
        (docx(more={"bomb": bytes(110_000_000)}), "unpacks to more than"),
    ],
)
def test_what_is_no_sound_document_is_refused(content: bytes, says: str) -> None:
    """A bomb or a broken file costs the editor a message and no machine."""
    with pytest.raises(UnreadableArticleError, match=says):
        read(content, "docx")


NOTES = {
    "word/_rels/document.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="{kind}" Type="http://schemas.openxmlformats.org/officeDocument/'
            f'2006/relationships/{kind}" Target="{target}"/>'
            for kind, target in (
                ("endnotes", "endnotes.xml"),
                ("footnotes", "/word/footnotes.xml"),
                ("settings", "settings.xml"),
            )
        )
        + "</Relationships>"
    ).encode(),
    "word/footnotes.xml": (
        f'<w:footnotes {WORD}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/>'
        '<w:t>99%</w:t></w:r></w:p></w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/>'
        "</w:r><w:r><w:t>Docker in 31% of jobs &amp; more</w:t></w:r></w:p><w:p/></w:footnote>"
        "</w:footnotes>"
    ).encode(),
    "word/endnotes.xml": (
        f'<w:endnotes {WORD}><w:endnote w:id="1"><w:p><w:r><w:t>SQL in 44%</w:t></w:r></w:p>'
        "</w:endnote></w:endnotes>"
    ).encode(),
    "word/settings.xml": b"<not-read>5%</not-read>",
}


def test_numbers_in_notes_are_read_behind_the_document() -> None:
    """A stale share in a footnote would stay in print unseen."""
    article = read(docx(more=NOTES), "docx")
    assert article.source.endswith("6% remote\nDocker in 31% of jobs & more\nSQL in 44%")
    assert [one.kind for one in article.blocks[-2:]] == ["paragraph", "paragraph"]
    assert article.blocks[-1].headings == ("Skills & pay",)


def test_an_edit_of_a_note_leaves_all_other_parts_as_they_were() -> None:
    """A refreshed footnote must not touch the document, nor the other way round."""
    content = docx(more=NOTES)
    article = read(content, "docx")
    edits = [
        Edit(start, start + 2, new)
        for old, new in (("31%", "29"), ("44%", "<45"))
        for start in (article.text.index(old),)
    ]
    before, after = parts(content), parts(apply(content, article, edits))
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/footnotes.xml", "word/endnotes.xml"}
    footnotes = before["word/footnotes.xml"][0]
    assert after["word/footnotes.xml"][0] == footnotes.replace(b"31%", b"29%")
    assert b"SQL in &lt;45%" in after["word/endnotes.xml"][0]


@pytest.mark.parametrize("target", ["../../etc/passwd", "missing.xml", "document.xml", ""])
def test_notes_that_are_not_in_the_archive_are_none(target: str) -> None:
    """A relation that leads nowhere costs the editor nothing."""
    relations = NOTES["word/_rels/document.xml.rels"].replace(b"endnotes.xml", target.encode())
    relations = relations.replace(b"/word/footnotes.xml", target.encode())
    article = read(docx(more={"word/_rels/document.xml.rels": relations}), "docx")
    assert article.source == read(docx(), "docx").source


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 2000))
def test_damaged_files_are_refused_or_read(noise: bytes, place: int) -> None:
    """No file makes the tool crash."""
    content = docx()
    damaged = content[:place] + noise + content[place + len(noise) :]
    try:
        article = read(damaged, "docx")
    except UnreadableArticleError:
        return
    assert len(article.origins) == len(article.text) + 1
