"""How much of a conversation there may be: enough for people, too little for a flood."""

from datetime import timedelta

LONGEST_MESSAGE = 4000  # characters, as everywhere in the portal
MOST_A_DAY = 30  # messages of one person in one conversation within 24 hours
A_DAY = timedelta(days=1)
ONE_CLICK = timedelta(minutes=1)  # the same words again within this time are a second click
AFTERWARDS = timedelta(days=14)  # a last word is possible after a proposal or an exchange has ended

MOST_FILES = 20  # of one conversation
MOST_FILES_AT_ONCE = 5  # of one message
MOST_BYTES = 30_000_000  # of all files of one conversation

LARGEST_MAIL = 15_000_000  # bytes: one file of the largest size, packed as mails pack it
MOST_PARTS = 100  # of a mail; a newsletter has ten
LARGEST_HEADER = 256_000  # bytes
LARGEST_WORDS = 60_000  # bytes of text that are looked at; what is quoted below may be long
REPLY_TOKEN_NEW_FOR = timedelta(days=30)  # after this a mail brings a new address to answer to
REPLY_TOKEN_LASTS = timedelta(days=90)
MOST_REFUSALS_A_DAY = 3  # mails that tell one sender why an answer did not arrive
