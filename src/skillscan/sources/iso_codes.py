"""Codes of countries, languages and currencies in structured fields of payloads."""

from functools import lru_cache

import pycountry

_COUNTRY_NAMES = {"UK": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "U.S.": "US"}
"""Names of countries in postings that ISO 3166 has under another name."""
_SIGNS_OF_CURRENCIES = """
EUR: € EURO, GBP: £, INR: ₹, PLN: ZŁ, USD: $ US$ USD$, CAD: C$ CA$ CAD$, AUD: A$ AU$, NZD: NZ$,
SGD: S$, HKD: HK$, BRL: R$, ILS: ₪, KRW: ₩, TRY: ₺, UAH: ₴, RUB: ₽, PHP: ₱
"""
CURRENCY_SIGNS = {
    sign: code.strip()
    for code, _, signs in (entry.partition(":") for entry in _SIGNS_OF_CURRENCIES.split(","))
    for sign in signs.split()
}
"""Signs in place of codes, in capitals."""


@lru_cache(maxsize=4096)
def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-2 of a code or an English name in capitals; ``None`` for anything else."""
    if not name:
        return None
    if name in _COUNTRY_NAMES:
        return _COUNTRY_NAMES[name]
    try:
        return str(pycountry.countries.lookup(name).alpha_2)
    except LookupError:
        return None


@lru_cache(maxsize=512)
def is_language(tag: str) -> bool:
    """Whether it is an ISO 639-1 code (small letters)."""
    return pycountry.languages.get(alpha_2=tag) is not None


@lru_cache(maxsize=512)
def currency_named(name: str) -> str | None:
    """ISO 4217 code of a currency's English name, in the singular or plural."""
    for written in (name, name.removesuffix("s")):
        try:
            return str(pycountry.currencies.lookup(written).alpha_3)
        except LookupError:
            continue
    return None


@lru_cache(maxsize=512)
def is_currency(code: str) -> bool:
    """Whether it is an ISO 4217 code (capitals)."""
    return pycountry.currencies.get(alpha_3=code) is not None


def currency_code(name: str) -> str | None:
    """ISO 4217 code of a code or an unambiguous sign in capitals; ``None`` for anything else.

    A bare dollar is the American one; "¥" and "kr" are of several countries.
    """
    code = CURRENCY_SIGNS.get(name, name)
    return code if len(code) == len("EUR") and is_currency(code) else None
