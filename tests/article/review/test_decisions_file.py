"""What the page exports is what the command line writes, to the letter."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from suite.browser import chromium, opened

from skillscan.article.confirmed.claim_places import ClaimPlaces
from skillscan.article.confirmed.claims_file import claims_path, file_text, load, parse, save
from skillscan.article.model import CheckedArticle, ClaimVerdict
from skillscan.article.review.decisions_file import DecisionsFile, decisions_file
from skillscan.article.review.page import page as review_page
from tests.article.review.hand_made import ArticleMaker, hostile_article, publication


def places_of(checked: CheckedArticle) -> ClaimPlaces:
    quantities = [claim.quantity for claim in checked.claims]
    return ClaimPlaces(checked.article, quantities, [claim.binding for claim in checked.claims])


def with_real_ids(checked: CheckedArticle) -> CheckedArticle:
    ids = places_of(checked).ids
    claims = (replace(one, claim_id=id_) for one, id_ in zip(checked.claims, ids, strict=True))
    return replace(checked, claims=tuple(claims))


def pieces(path: Path, checked: CheckedArticle) -> DecisionsFile:
    quantities = [claim.quantity for claim in checked.claims]
    readings = [claim.binding for claim in checked.claims]
    return decisions_file(path, checked.article, quantities, readings, checked.claims)


def joined(file: DecisionsFile, decisions: Sequence[tuple[str, str]]) -> str:
    """What the page's script does."""
    entries = dict(file.kept)
    for claim_id, word in decisions:
        entries[claim_id] = file.entries[claim_id][word]
    opening = file.opening if entries else file.empty
    return file.head + opening + "".join(entries.values())


def test_an_article_without_decisions(tmp_path: Path) -> None:
    """An export with nothing decided would be no file at all."""
    file = pieces(tmp_path / "guide.md", with_real_ids(hostile_article()))
    assert file.name == "guide.md.claims.yaml"
    assert joined(file, []) == file_text([])


def test_earlier_decisions_stay_where_they_are(tmp_path: Path) -> None:
    """An export from the page would throw away what was decided before, or say it twice."""
    path = tmp_path / "guide.md"
    checked = with_real_ids(hostile_article())
    places, bindings = places_of(checked), [claim.binding for claim in checked.claims]
    lost = replace_words(places.decide(2, None))
    before = [places.decide(1, None), lost, places.decide(0, bindings[0], note="seen by me")]
    save(path, before)
    file = pieces(path, checked)
    ids = places.ids
    assert file.decided == {ids[1]: "dismissed", ids[0]: "confirmed"}
    assert joined(file, []) == claims_path(path).read_text()
    new = [(ids[4], "dismissed"), (ids[1], "confirmed")]
    expected = [places.decide(1, bindings[1]), *before[1:], places.decide(4, None)]
    assert joined(file, new) == file_text(expected)
    assert joined(file, [(ids[0], "confirmed")]) == file_text(before), "the note would be lost"


def replace_words(decision: object) -> object:
    import msgspec

    changed = {"before": "A sentence that is gone", "after": "altogether", "id": "0123abcd"}
    return msgspec.structs.replace(decision, **changed)  # type: ignore[type-var]


def test_what_was_read_is_confirmed_not_what_was_judged(tmp_path: Path) -> None:
    """A confirmed reading would look as if the editor had changed it."""
    checked = with_real_ids(hostile_article())
    quantities = [claim.quantity for claim in checked.claims]
    readings = [replace(claim.binding, view=None, measure=None) for claim in checked.claims]
    path = tmp_path / "guide.md"
    file = decisions_file(path, checked.article, quantities, readings, checked.claims)
    text = file.head + file.opening + file.entries[checked.claims[0].claim_id]["confirmed"]
    (decision,) = parse(text, "exported")
    assert (decision.decision, decision.view) == ("confirmed", None)


def test_what_a_marker_says_is_not_decided(tmp_path: Path) -> None:
    """The page would offer what the command line refuses: a marker wins."""
    maker = ArticleMaker()
    maker.block("paragraph", "Python is named in 72% of postings.")
    maker.claim(ClaimVerdict.STALE, "72%")
    checked = with_real_ids(maker.checked())
    (claim,) = checked.claims
    marked = replace(claim, binding=replace(claim.binding, by="marker"))
    assert pieces(tmp_path / "a.md", replace(checked, claims=(marked,))).entries == {}


@pytest.mark.browser
def test_the_page_exports_what_the_command_line_writes(tmp_path: Path) -> None:
    """The exported file could not be read again, or would say something else."""
    path, checked = tmp_path / "guide.md", with_real_ids(hostile_article())
    places = places_of(checked)
    save(path, [places.decide(3, checked.claims[3].binding)])
    html = review_page(checked, publication(), pieces(path, checked), name=path.name)
    (tmp_path / "review.html").write_text(html, encoding="utf-8")
    with chromium() as browser, opened(browser, tmp_path / "review.html") as page:
        page.locator("#claim-2").get_by_role("button", name="Dismiss").click()
        page.locator("#claim-1").get_by_role("button", name="Confirm").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Export").click()
        assert waiting.value.suggested_filename == claims_path(path).name
        waiting.value.save_as(claims_path(path))
    expected = [
        places.decide(3, checked.claims[3].binding),
        places.decide(1, None),
        places.decide(0, checked.claims[0].binding),
    ]
    assert claims_path(path).read_text(encoding="utf-8") == file_text(expected)
    assert load(path) == parse(file_text(expected), "expected") == tuple(expected)
