"""Where a text names its employer: no part of that name is a skill, and the whole rarely is."""

import re
from collections.abc import Sequence

_LEAST_CHARACTERS = 3
_NOTE = re.compile(r"\s*[(\[|].*", re.DOTALL)
_LEGAL_FORM = re.compile(
    r"[\s,]+(?:inc|llc|ltd|limited|corp|corporation|co|gmbh|ag|plc|labs|technologies|software)\.?$",
    re.IGNORECASE,
)


def bare_name(company: str) -> str:
    """The employer's name without its legal form."""
    return _LEGAL_FORM.sub("", " ".join(company.split()))


def employer_places(text: str, company: str) -> Sequence[tuple[int, int]]:
    """The places of a text at which the employer's name stands, written as the source states it,
    in order.
    """
    stated = _NOTE.sub("", company).strip()
    names = sorted({stated, bare_name(stated)}, key=len, reverse=True)
    written = "|".join(re.escape(name) for name in names if len(name) >= _LEAST_CHARACTERS)
    if not written:
        return ()
    return [found.span() for found in re.finditer(rf"(?<!\w)(?:{written})(?!\w)", text)]
