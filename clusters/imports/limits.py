"""How much a member list may hold. A cluster has some hundred members, so this is generous."""

MOST_ROWS = 50_000
MOST_COLUMNS = 100
LONGEST_CELL = 5_000  # characters
MOST_SHEETS = 50
LONGEST_NAME = 120  # characters of a sheet's name

# A workbook is a ZIP. Its directory says how large it gets; a list of 50,000 rows stays below.
LARGEST_UNPACKED = 150 * 1024**2  # bytes
LARGEST_RATIO = 100  # unpacked to packed
RATIO_COUNTS_FROM = 5 * 1024**2  # bytes unpacked; small files may be mostly blanks
MOST_PARTS = 2_000

# The reader is a process of its own; the directory of a ZIP may lie.
MEMORY = 1024**3  # bytes of address space
PROCESSOR = 30  # seconds
PATIENCE = 45  # seconds until it is ended from outside

LARGEST_ANSWER = 60 * 1024**2  # bytes that the portal takes from it

PEEK_ROWS = 40  # what the page that names the columns is shown of each sheet
