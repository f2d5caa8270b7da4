"""Whatever reads texts starts sooner: spaCy comes without its command line."""

import subprocess
import sys


def said(*lines: str) -> list[str]:
    """What a new process prints."""
    code = "\n".join(("import sys, skillscan", *lines))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_pipeline_is_loaded_without_the_command_line_of_spacy() -> None:
    """Each start would import a web client, templates and schemas that no reading needs."""
    unwanted = "{'spacy.cli', 'weasel', 'httpx', 'requests', 'jinja2'}"
    found = said(
        "nlp = skillscan.load()", f"print('spacy' in sys.modules, *{unwanted} & {{*sys.modules}})"
    )
    assert found == ["True"]


def test_spacy_is_whole_for_those_who_ask_for_more() -> None:
    """A notebook that reads with our pipeline could not use spaCy as it knows it."""
    found = said(
        "from skillscan.nlp.spacy_start import import_spacy",
        "import_spacy()",
        "import spacy",
        "print(spacy.cli.download.__name__, hasattr(spacy, 'nothing'))",
        "print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)",
        "from spacy.cli import info, download",
        "print(info.__module__, 'spacy.cli' in sys.modules)",
    )
    assert found == ["download", "False", "True", "spacy.cli.info", "True"]


def test_spacy_that_is_imported_stays_as_it_is() -> None:
    """A program that imported it before would find another ``spacy.info``."""
    found = said(
        "import spacy",
        "info = spacy.info",
        "from skillscan.nlp.spacy_start import import_spacy",
        "import_spacy()",
        "print(spacy.info is info, spacy.info.__module__)",
    )
    assert found == ["True", "spacy.cli.info"]
