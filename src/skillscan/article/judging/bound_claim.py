"""A number of an article together with what it is of: what is judged."""

from dataclasses import dataclass

from skillscan.article.model import Binding, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundClaim:
    """A printed number and its binding; its place in the list of claims is its index."""

    quantity: Quantity
    binding: Binding
