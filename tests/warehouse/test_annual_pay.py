"""Pay as a sum a year."""

import pytest
from duckdb import DuckDBPyConnection


@pytest.mark.parametrize(
    ("amount", "period", "annual"),
    [
        (120_000, "year", 120_000),
        (5_000, "month", 60_000),
        (1_000, "week", 52_000),
        (400, "day", 104_000),
        (50, "hour", 104_000),
        (50, None, None),
        (50, "fortnight", None),
        (None, "year", None),
    ],
)
def test_annual_pay(
    connection: DuckDBPyConnection, amount: float | None, period: str | None, annual: float | None
) -> None:
    """Hourly and yearly pay would be compared as they stand."""
    query = "SELECT annual_pay($amount::DOUBLE, $period)"
    found = connection.execute(query, {"amount": amount, "period": period}).fetchall()
    assert found == [(annual,)]
