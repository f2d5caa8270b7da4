"""Tokenizer rules for technical postings, on top of spaCy's English ones.

The blank English tokenizer keeps ``7+yrs`` and ``PyTorch,TensorFlow`` as one token and splits
``C++/C#`` into ``C++/C`` and ``#``. Here a slash, comma, semicolon or bar inside a word always
separates, a plus separates a number from its unit, every Unicode hyphen counts as a hyphen, and
bullets stand alone; names such as ``C#``, ``C++``, ``.NET``, ``R&D`` and ``node.js`` stay whole.
Whatever is split, a skill mention begins and ends at a token boundary.
"""

from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

INFIXES = (
    r"(?<=[A-Za-z0-9+#)\].%])[/|;](?=[A-Za-z0-9.(\[$€£])",
    r"(?<=[A-Za-z+#)\].])[,](?=[A-Za-z0-9.(\[])",
    r"(?<=[0-9])[,](?=[A-Za-z(\[])",
    r"(?<=[0-9])\+(?=[A-Za-z/-])",
    r"(?<=\+\+)(?=[A-Za-z0-9])",
    r"(?<=[A-Za-z])\+(?=[A-Za-z])",
    r"(?<=[A-Za-z0-9+#])[‐‑‒–—―](?=[A-Za-z0-9])",
    r"(?<=[A-Za-z0-9])[()\[\]](?=[A-Za-z0-9(\[])",
    r"(?<=[a-z)])[.:!?](?=[A-Z][a-z])",
    r"(?<=[A-Za-z])&(?=[A-Z][a-z])",
    r"(?<=[A-Za-z])['’](?=[A-Z][a-z])",
    r"(?<=[A-Za-z0-9])[™®©*•·](?=[A-Za-z0-9])",
)
PREFIXES = (r"[•·●▪◦‣○■□➢✓*]", r"[/|~+–—‐‑](?=[A-Za-z])")
SUFFIXES = (r"[/|‐‑]", r"(?<=[A-Za-z0-9)])[™®©]", r"(?<=[0-9])\+")
WHOLE = (
    *("C#", "F#", "Q#", "C++", "c++", "c#", "f#", "C++.", ".NET", ".Net", ".net"),
    *("R&D", "A&R", "P&L", "M&A", "Q&A", "W&B", "J2EE", "d3.js"),
)
"""Written forms that no rule may split."""


def customize_tokenizer(nlp: Language) -> None:
    """Give the tokenizer of ``nlp`` these rules, beside those it has."""
    tokenizer: Any = nlp.tokenizer  # Cython; its stub leaves the rules out
    defaults = nlp.Defaults
    tokenizer.infix_finditer = compile_infix_regex([*(defaults.infixes or ()), *INFIXES]).finditer
    tokenizer.prefix_search = compile_prefix_regex([*(defaults.prefixes or ()), *PREFIXES]).search
    tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or ()), *SUFFIXES]).search
    tokenizer.url_match = None
    for form in WHOLE:
        if form == "C++.":
            tokenizer.add_special_case(form, [{"ORTH": "C++"}, {"ORTH": "."}])
        else:
            tokenizer.add_special_case(form, [{"ORTH": form}])
