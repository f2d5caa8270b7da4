"""What the page exports: the text of ``FILE.claims.yaml``, in pieces that its script joins.

The script knows no YAML: the file is ``head``, then ``empty``, or ``opening`` and an entry for each
decision. Every piece was written by what writes the file for the command line.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

Decision = Literal["confirmed", "dismissed"]


class DecisionsFile(msgspec.Struct, frozen=True, kw_only=True):
    """``name`` of the file; ``key`` tells this article's decisions from those of others.

    ``entries``: claim id → decision → its text in the file. ``decided``: what the editor decided
    before, of claims on the page; ``others``: entries of claims that the page does not show, as
    they stood.
    """

    name: str
    key: str
    head: str
    opening: str
    empty: str
    entries: Mapping[str, Mapping[Decision, str]]
    decided: Mapping[str, Decision] = {}
    others: tuple[str, ...] = ()
