"""The refusals every parser has in common."""

from skillscan.domain import ParseRejection


def missing(**needed: str) -> ParseRejection | None:
    """A refusal that names the first empty field (``no_title``), ``None`` when all are there."""
    absent = [name for name, value in needed.items() if not value.strip()]
    if not absent:
        return None
    return ParseRejection(reason=f"no_{absent[0]}", detail=f"missing or empty: {', '.join(absent)}")
