"""One spelling for the many ways in which the name of an organisation is written.

Two names that a reader would take for the same give the same key: accents, case and punctuation
fall away, letters that only look Latin become Latin, and the legal form is left out.
"""

import re
import unicodedata

# Letters without a decomposition, as they are written where the keyboard lacks them.
SPELLED_OUT = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "ħ": "h", "ŋ": "n",
    }
)  # fmt: skip
LOOK_ALIKES = str.maketrans(
    # Cyrillic, then Greek: letters of which one case or the other looks Latin.
    "авекмнорстухіјѕԁһαβεζηικμνορτυχ",
    "abekmhopctyxijsdhabezhikmnoptyx",
)
CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "d", "ѓ": "g", "е": "e",
        "є": "e", "ж": "z", "з": "z", "и": "i", "і": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj",
        "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c",
        "ќ": "k", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s", "щ": "st",
        "ъ": "a", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja", "ѕ": "dz",
    }
)  # fmt: skip
GREEK = str.maketrans(
    {
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
        "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
        "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip

# Legal forms of the COSME countries, as they stand behind or before a name once it is folded.
LEGAL_FORMS = {
    "AL": "sh p k|shpk|sh a|sha",
    "AM": "llc|cjsc|ojsc",
    "AT": "gmbh|ges m b h|gesmbh|ag|og|kg|eu|gmbh und co kg|gmbh co kg|flexco",
    "BA": "d o o|doo|d d|dd",
    "BE": "bv|bvba|sprl|srl|nv|sa|cv|cvba|scrl|sc|asbl|vzw|ivzw|aisbl",
    "BG": "ood|eood|ad|ead|et",
    "CY": "ltd|limited|plc|public ltd",
    "CZ": "s r o|sro|spol s r o|a s|as|v o s|vos|k s|ks|o p s|ops|z s|zs|z u|zu|druzstvo",
    "DE": "gmbh|ug|ug haftungsbeschrankt|ag|kg|ohg|gbr|egbr|e v|ev|eg|e g|se|kgaa|gmbh und co kg"
    "|gmbh co kg|ggmbh|g gmbh|partg mbb|ek|e k",
    "DK": "aps|a s|as|i s|k s|p s|ivs|amba|fmba",
    "EE": "ou|as|osauhing|aktsiaselts|mtu|tu",
    "ES": "s l|sl|s a|sa|s l u|slu|s a u|sau|s l l|sll|s l p|slp|s coop|scoop|a i e|aie|s c|sc",
    "FI": "oy|oyj|ab|abp|ky|ry|osk|oy ab",
    "FR": "sas|sasu|sarl|eurl|sa|sci|snc|scop|scic|gie|selarl|s a s|s a r l|s a",
    "GB": "ltd|limited|plc|llp|cic|lp",
    "GR": "a e|ae|epe|e p e|ike|i k e|oe|o e|ee|e e|sa|p c|pc",
    "HR": "d o o|doo|j d o o|jdoo|d d|dd",
    "HU": "kft|zrt|nyrt|bt|kkt|rt|kht|nkft|nonprofit kft",
    "IE": "ltd|limited|dac|plc|clg|unlimited company|teoranta",
    "IS": "ehf|hf|ohf|slf|ses",
    "IT": "srl|s r l|srls|s r l s|spa|s p a|sas|s a s|snc|s n c|sapa|scarl|s c a r l|soc coop"
    "|scrl|societa a responsabilita limitata|societa per azioni",
    "LT": "uab|ab|mb|vsi|ij",
    "LU": "s a r l|sarl|sa|s a|se|scs|sarl s",
    "LV": "sia|as|ik",
    "MD": "srl|s r l|sa|s a",
    "ME": "d o o|doo|ad|a d",
    "MK": "dooel|doo|ad|d o o",
    "MT": "ltd|limited|plc",
    "NL": "bv|b v|nv|n v|vof|v o f|cv|stichting",
    "PL": "sp z oo|sp z o o|spolka z oo|spolka z ograniczona odpowiedzialnoscia|sa|s a"
    "|spolka akcyjna|sp j|sp k|sp komandytowa|sp p|psa|p s a",
    "PT": "lda|limitada|sa|s a|unipessoal lda|unipessoal|crl|sgps",
    "RO": "srl|s r l|sa|s a|srl d|sc|s c|snc|pfa",
    "RS": "d o o|doo|a d|ad",
    "SE": "ab|aktiebolag|hb|kb|ek for|publ|ab publ",
    "SI": "d o o|doo|d d|dd|s p|sp|d n o|dno",
    "SK": "s r o|sro|spol s r o|a s|as|v o s|k s|j s a|n o|oz|druzstvo",
    "TR": "a s|as|ltd sti|limited sirketi|anonim sirketi|san ve tic a s|san ve tic ltd sti",
    "UA": "tov|tob|tzov|llc|pp|prat|pat",
    "XK": "sh p k|shpk|l l c|llc",
}
FORMS = {tuple(form.split()) for forms in LEGAL_FORMS.values() for form in forms.split("|")}
LONGEST_FORM = max(len(form) for form in FORMS)  # words
WRITTEN_BEFORE = {
    tuple(form.split())
    for form in (
        "uab",
        "sia",
        "ou",
        "as",
        "sc",
        "s c",
        "tov",
        "tob",
        "stichting",
        "ab",
        "mb",
        "vsi",
        "oy",
    )
}
INVISIBLE = {"Cf", "Cc", "Mn", "Me"}  # zero-width, directional and combining marks


def folded(text: str) -> str:
    """Lower case, Latin letters and digits only, single spaces."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(c for c in plain if unicodedata.category(c) not in INVISIBLE or c.isspace())
    words = re.findall(r"[^\W_]+", plain.translate(SPELLED_OUT))
    return " ".join(filter(None, (_latin(word) for word in words)))


def _latin(word: str) -> str:
    """A word of look-alikes is read as it looks, any other one as it sounds."""
    if word.isascii():
        return word
    seen = word.translate(LOOK_ALIKES)
    if not seen.isascii():
        seen = seen if _is_mixed(word) else word
        seen = seen.translate(CYRILLIC).translate(GREEK)
    return "".join(c for c in seen if c.isalnum())


def _is_mixed(word: str) -> bool:
    return any(c.isascii() and c.isalpha() for c in word)


def name_key(name: str) -> str:
    """The name without its legal form; two spellings of one organisation share it."""
    words = folded(name).split()
    return " ".join(_without_form_before(_without_form_behind(words)))[:200]


def _without_form_behind(words: list[str]) -> list[str]:
    for length in range(min(LONGEST_FORM, len(words) - 1), 0, -1):
        if tuple(words[-length:]) in FORMS:
            return _without_form_behind(words[:-length])
    return words


def _without_form_before(words: list[str]) -> list[str]:
    for form in WRITTEN_BEFORE:
        if len(words) > len(form) and tuple(words[: len(form)]) == form:
            return words[len(form) :]
    return words


def legal_form(name: str, country: str) -> str:
    """The legal form that the name itself ends with, as it is written there; empty if none."""
    written = name.split()
    forms = {tuple(form.split()) for form in LEGAL_FORMS.get(country, "").split("|")} - {()}
    for length in range(min(len(written) - 1, 6), 0, -1):
        if tuple(folded(" ".join(written[-length:])).split()) in forms:
            return " ".join(written[-length:]).strip(" ,;()")
    return ""
