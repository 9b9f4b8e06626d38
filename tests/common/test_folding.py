"""Words as people type them find words as they are written."""

import pytest

from blues.common.folding import fold, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ŁÓDŹ", "lodz"),
        ("Île-de-France", "ile-de-france"),
        ("Straße", "strasse"),
        ("Høfuðborgarsvæði", "hofudborgarsvaedi"),
        ("İstanbul", "istanbul"),
        ("Αττική", "αττικη"),
        ("", ""),
    ],
)
def test_accents_and_capitals_are_taken_off(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Water collection, treatment", ["water", "collection", "treatment"]),
        ("NACE 28.29.", ["nace", "28.29"]),
        ("n.e.c.", ["n.e.c"]),
        ("L'Aquila", ["l", "aquila"]),
        (" %, ", []),
    ],
)
def test_words_come_in_their_order_and_codes_stay_whole(text, words):
    assert words_of(text) == words
