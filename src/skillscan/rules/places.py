"""Where in the rule files a phrase stands: for what is said of a phrase that no example needs."""

from pathlib import Path

from skillscan.rules.loading import packaged_source, texts_of
from skillscan.rules.model import PhraseRef, RuleFile
from skillscan.rules.source import Fault, RuleSource, read_source

_TAKES_BACK = ("unless", "unless_before", "unless_after")


def unneeded_fault(rules: RuleFile, ref: PhraseRef, own: Path | None = None) -> Fault:
    """What is said of a phrase that no example needs: its file, its line, and what to do.

    ``own``: the folder of own rules that ``rules`` were loaded with.
    """
    file, line = phrase_place(rules, ref, own)
    if ref.rule_id:
        named, of = f"{ref.group}.{ref.rule_id}", f" of `{ref.slot}`"
    else:
        named, of = f"fragment {ref.slot}", ""
    proof = "a counterexample" if ref.slot in _TAKES_BACK and ref.rule_id else "an example"
    message = f"no example needs {ref.text!r}{of}: write {proof} that only it decides, or delete it"
    return Fault(file, line, named, message)


def phrase_place(rules: RuleFile, ref: PhraseRef, own: Path | None = None) -> tuple[str, int]:
    """File and line of a phrase of a rule or fragment, own or packaged, as it is written."""
    packaged = packaged_source(rules.name)
    written = texts_of(rules.name, own)[1:]
    own_source = read_source(written[0], str(Path(own or "", rules.name))) if written else None
    if not ref.rule_id:
        return _of_fragment(ref, packaged, own_source)
    rule = rules.rule(ref.group, ref.rule_id)
    source = own_source if rule.is_own and own_source else packaged
    entries = source.content.get(ref.group, ())
    place = next((n for n, entry in enumerate(entries) if entry.get("id") == ref.rule_id), 0)
    return source.file, source.line((ref.group, place, ref.slot, ref.place))


def _of_fragment(ref: PhraseRef, packaged: RuleSource, own: RuleSource | None) -> tuple[str, int]:
    """Of a fragment, which grows by the own phrases behind the packaged ones."""
    known = len((packaged.content.get("fragments") or {}).get(ref.slot, ()))
    is_own = own is not None and ref.place >= known
    source = own if own is not None and is_own else packaged
    place = ref.place - known if is_own else ref.place
    return source.file, source.line(("fragments", ref.slot, place))
