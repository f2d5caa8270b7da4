"""The weights for shares in doubt are fitted on the labelled texts, and on nothing else."""

import json
from pathlib import Path

import pytest

from skillscan import resources
from skillscan.article.binding.trained import likely_kinds, likely_quantities
from skillscan.article.binding.trained.likely_quantities import KINDS
from skillscan.article.binding.trained.likely_shares import WEIGHTS
from skillscan.evaluation.labelled_readings import read_passages
from skillscan.evaluation.quantity_training import stored
from skillscan.evaluation.share_training import labelled_texts, main, trained

ARTICLES = Path(__file__).parents[1] / "article"
READ = "We read 1,000 machine learning engineer job postings."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A labelled article, a passage and a sentence, each with a share of Docker."""
    labelled, passages = tmp_path / "labelled", tmp_path / "passages"
    labelled.mkdir()
    passages.mkdir()
    text = f"{READ} Docker is in 40% of the postings. A desk costs 12% more."
    claim = {"start": text.index("40%"), "end": text.index("40%") + 3, "quote": "40%"}
    claim |= {"kind": "ours", "statistic": "skill_share", "dimension": "docker", "value": 40}
    sample = {"start": text.index("1,000"), "end": text.index("1,000") + 5, "quote": "1,000"}
    sample |= {"kind": "ours", "statistic": "sample_size", "value": 1000}
    (labelled / "one.txt").write_text(text)
    (labelled / "one.txt.claims.jsonl").write_text(f"{json.dumps(claim)}\n{json.dumps(sample)}\n")
    passage = {"name": "two", "format": "text", "text": text, "claims": [claim]}
    (passages / "a.jsonl").write_text(json.dumps(passage) + "\n")
    cases = [{"text": f"{READ} Docker: 40%, Go: 9%.", "read": {"40%": "ours skill_share docker"}}]
    (tmp_path / "labelled_sentences.yaml").write_text(json.dumps(cases))
    return tmp_path


def test_a_number_without_a_label_counts_only_where_all_are_labelled(folder: Path) -> None:
    """A price would be learnt as a share, or a share of a sentence's other number as none."""
    article, passage, sentence = (shares for shares, *_ in labelled_texts(folder))
    docker, nothing = ("skill_share", "docker"), None
    assert [one.of for one in article] == [docker, nothing]
    assert [one.of for one in passage] == [docker, nothing]
    assert [one.of for one in sentence] == [docker]


def test_the_same_texts_give_the_same_weights(folder: Path) -> None:
    """A reviewer could not tell what a change of the weights came from."""
    texts = [shares for shares, *_ in labelled_texts(folder)]
    assert trained(texts) == trained(texts)
    assert trained(texts)["numbers"] == 5


def test_a_number_of_another_kind_is_learnt_with_what_it_is(folder: Path) -> None:
    """A sample would be learnt as a count of nothing."""
    article, *_ = (quantities for _, quantities, _ in labelled_texts(folder))
    kinds = {one.kind for one in article if "openings" in one.kinds}
    assert kinds == {"openings"}
    assert stored(article, 1) == stored(article, 1)
    assert set(stored(article, 1)["kinds"]) == set(KINDS)


def test_without_writing_it_tells_what_it_reads_of_texts_held_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody could say how good the weights are."""
    assert main(["--folder", str(folder)]) == 0
    assert "right 0, wrong 0, of 0 of ours" in capsys.readouterr().out


def test_the_weights_were_fitted_on_the_texts_that_there_are() -> None:
    """Labels that were added since would teach nothing."""
    whole = len(list((ARTICLES / "labelled").glob("*.claims.jsonl")))
    passages = sum(len(read_passages(one)) for one in (ARTICLES / "passages").glob("*.jsonl"))
    sentences = (ARTICLES / "labelled_sentences.yaml").read_text().count("\n- {")
    for weights in (WEIGHTS, likely_quantities.WEIGHTS, likely_kinds.WEIGHTS):
        fitted = resources.data_json(*weights)["texts"]
        assert fitted == pytest.approx(whole + passages + sentences, rel=0.05)
