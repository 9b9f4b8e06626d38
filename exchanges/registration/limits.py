"""How much fits into one answer."""

LONGEST_TEXT = 4000  # characters; two pages of a contract
