from decimal import Decimal

import pytest

from exchanges.policy.words import amount_in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "zero euros"),
        ("1", "one euro"),
        ("13", "thirteen euros"),
        ("20", "twenty euros"),
        ("21", "twenty-one euros"),
        ("100", "one hundred euros"),
        ("305", "three hundred and five euros"),
        ("415", "four hundred and fifteen euros"),
        ("1000", "one thousand euros"),
        ("1005", "one thousand and five euros"),
        ("1100.00", "one thousand one hundred euros"),
        ("9999", "nine thousand nine hundred and ninety-nine euros"),
        ("152.50", "one hundred and fifty-two euros and fifty cents"),
        ("2.01", "two euros and one cent"),
    ],
)
def test_a_sum_is_written_out(amount, words):
    assert amount_in_words(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-1", "10000", "1.005"])
def test_what_is_no_such_sum_is_refused(amount):
    with pytest.raises(ValueError, match="Not a sum in euros and cents"):
        amount_in_words(Decimal(amount))
