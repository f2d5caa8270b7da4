"""Why a cell of a file is not read, in keys and in words."""

from enum import StrEnum


class CellRefusal(StrEnum):
    """The key of a reason; ``words`` says it to the reader."""

    AMBIGUOUS_DATE = "ambiguous_date"
    RELATIVE_DATE = "relative_date"
    NAMES_NO_DAY = "names_no_day"
    NO_SUCH_DAY = "no_such_day"
    YEAR_OUT_OF_REACH = "year_out_of_reach"
    IN_THE_FUTURE = "in_the_future"
    NO_DATE = "no_date"
    ESTIMATE = "estimate"
    NO_AMOUNT = "no_amount"
    NOT_BASE_PAY = "not_base_pay"
    NOT_AN_AMOUNT = "not_an_amount"
    NO_PERIOD = "no_period"
    MINIMUM_ABOVE_MAXIMUM = "minimum_above_maximum"
    NOT_BELIEVABLE = "not_believable"
    NO_CURRENCY = "no_currency"
    NOT_A_PERIOD = "not_a_period"
    NOT_A_WORKPLACE = "not_a_workplace"
    NOT_A_COUNTRY = "not_a_country"
    NOT_A_LANGUAGE = "not_a_language"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_AN_ID = "not_an_id"
    STRUCTURE = "structure"
    TOO_LONG = "too_long"
    NOT_USED = "not_used"

    @property
    def words(self) -> str:
        """What is said of it, and what to do."""
        return _WORDS[self]

    @property
    def needs_attention(self) -> bool:
        """Whether somebody should look: not where a cell was understood and rightly left aside."""
        return self not in _AS_INTENDED


_AS_INTENDED = frozenset({CellRefusal.ESTIMATE, CellRefusal.NO_AMOUNT, CellRefusal.NOT_BASE_PAY,
                          CellRefusal.NOT_USED})  # fmt: skip

_WORDS = {
    CellRefusal.AMBIGUOUS_DATE: "day or month first? say --date-order dmy or mdy",
    CellRefusal.RELATIVE_DATE: "counts back from an untold day: say --collected YYYY-MM-DD",
    CellRefusal.NAMES_NO_DAY: "names no day",
    CellRefusal.NO_SUCH_DAY: "there is no such day",
    CellRefusal.YEAR_OUT_OF_REACH: "the year is not between 1990 and 2100",
    CellRefusal.IN_THE_FUTURE: "that day is still to come",
    CellRefusal.NO_DATE: "no date in a known form: write YYYY-MM-DD",
    CellRefusal.ESTIMATE: "an estimate, not the employer's statement",
    CellRefusal.NO_AMOUNT: "states no amount",
    CellRefusal.NOT_BASE_PAY: "not base pay alone",
    CellRefusal.NOT_AN_AMOUNT: "no amount in a known form: write 150000 or $150,000 - $200,000",
    CellRefusal.NO_PERIOD: "for which period? say --default pay_period=year",
    CellRefusal.MINIMUM_ABOVE_MAXIMUM: "the minimum is above the maximum",
    CellRefusal.NOT_BELIEVABLE: "no pay for such a period has this size",
    CellRefusal.NO_CURRENCY: "no known currency: write its ISO code, such as USD",
    CellRefusal.NOT_A_PERIOD: "no known period: write year, month, week, day or hour",
    CellRefusal.NOT_A_WORKPLACE: "no known workplace: write remote, hybrid, onsite, true or false",
    CellRefusal.NOT_A_COUNTRY: "no known country: write its ISO code, such as US",
    CellRefusal.NOT_A_LANGUAGE: "no known language: write its ISO code, such as en",
    CellRefusal.NOT_AN_ADDRESS: "no web address that begins with http",
    CellRefusal.NOT_AN_ID: "no id of at most 200 characters",
    CellRefusal.STRUCTURE: "a structure without a name: --map one of its parts (column.part)",
    CellRefusal.TOO_LONG: "longer than this field can be",
    CellRefusal.NOT_USED: "no field takes this column: say which with --map FIELD=COLUMN",
}
