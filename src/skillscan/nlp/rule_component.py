"""What the components of the pipeline that read by rule files have in common.

A component is made from its rule files and carries them: a saved pipeline reads the same wherever
it is loaded, and another set of rules (an operator's own, one rule less) is another component.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Self

import msgspec
from spacy.language import Language

from skillscan.rules import RuleFile, load_rules

_FILE = "rules.msgpack"


class RuleComponent:
    """A component that reads by the files ``rule_files`` of ``data/rules``."""

    rule_files: ClassVar[tuple[str, ...]]

    def __init__(self, own_rules: str | None = None, **settings: Any) -> None:
        """Load the packaged rules, with those of the folder ``own_rules`` where one is given.

        ``settings`` are plain values that a component was configured with and is saved with.
        """
        own = Path(own_rules) if own_rules else None
        self.settings = settings
        self._rules = {name: load_rules(name, own) for name in self.rule_files}
        self.prepare(self._rules)

    def prepare(self, rules: Mapping[str, RuleFile]) -> None:
        """Make what the component works with; called again where the rules change."""
        raise NotImplementedError

    @property
    def rules(self) -> Mapping[str, RuleFile]:
        """The rule files in use, by name."""
        return self._rules

    def use(self, rules: Mapping[str, RuleFile]) -> Self:
        """Read by these files from now on; those not named stay."""
        self._rules = {**self._rules, **rules}
        self.prepare(self._rules)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 (spaCy's protocol)
        """The rules and settings as bytes."""
        return msgspec.msgpack.encode({"rules": self._rules, "settings": self.settings})

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:  # noqa: ARG002
        """The component with the rules and settings that were saved."""
        saved = msgspec.msgpack.decode(data)
        self.settings = saved["settings"]
        return self.use({k: msgspec.convert(v, RuleFile) for k, v in saved["rules"].items()})

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002
        """Save into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:  # noqa: ARG002
        """The component as it was saved into a folder."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())


def rule_components(nlp: Language) -> list[RuleComponent]:
    """The components of a pipeline that read by rule files, in its order."""
    components: list[Any] = [component for _, component in nlp.pipeline]
    return [component for component in components if isinstance(component, RuleComponent)]
