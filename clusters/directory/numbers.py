"""Numbers by which authorities know an organisation: checked offline, in one spelling each.

A check digit says that a number can be right, not that it is in use: that only the register knows,
and nothing is looked up. What has no check digit in its country is kept as it was typed.
"""

import re
from dataclasses import dataclass
from importlib import import_module

from stdnum import exceptions
from stdnum.eu import vat

VAT_PREFIXES = {"GR": "EL"}  # VAT numbers of Greece begin with EL
NORTHERN_IRELAND = "XI"
COUNTRY_OF_PREFIX = {"EL": "GR", NORTHERN_IRELAND: "GB", "GB": "GB"}
PIC = re.compile(r"\d{9}")
MARKS = re.compile(r"[\s.\-/]")

# By country: what a register number looks like (without marks), and the module that checks it.
# A number of another shape belongs to another register and stays as typed.
CHECKED = {
    "AL": (r"[A-Z]\d{8}[A-Z]", "al.nipt"),
    "AT": (r"(FN)?\d{1,6}[A-Z]", "at.businessid"),
    "BE": (r"[01]\d{9}", "be.vat"),
    "BG": (r"\d{9}", "bg.vat"),
    "CZ": (r"\d{8}", "cz.dic"),
    "DK": (r"\d{8}", "dk.cvr"),
    "EE": (r"\d{8}", "ee.registrikood"),
    "ES": (r"[A-Z]\d{7}[0-9A-Z]", "es.cif"),
    "FI": (r"\d{8}", "fi.ytunnus"),
    "GR": (r"\d{9}", "gr.vat"),
    "HR": (r"\d{11}", "hr.oib"),
    "IT": (r"\d{11}", "it.iva"),
    "LV": (r"\d{11}", "lv.pvn"),
    "MD": (r"\d{13}", "md.idno"),
    "ME": (r"\d{8}", "me.pib"),
    "MK": (r"\d{13}", "mk.edb"),
    "PT": (r"\d{9}", "pt.nif"),
    "RO": (r"\d{2,10}", "ro.cui"),
    "RS": (r"\d{9}", "rs.pib"),
    "SE": (r"\d{10}", "se.orgnr"),
    "SI": (r"\d{7}(\d{3})?", "si.maticna"),
    "TR": (r"\d{10}", "tr.vkn"),
    "UA": (r"\d{8}", "ua.edrpou"),
}
SIREN, SIRET = re.compile(r"\d{9}"), re.compile(r"\d{14}")
KRS = re.compile(r"0\d{9}")  # Poland's court register has no check digit
NIP, REGON = re.compile(r"[1-9]\d{9}"), re.compile(r"\d{9}(\d{5})?")
COURT_REGISTER = re.compile(r"(HRA|HRB|GNR|PR|VR)\s*(\d+)", re.IGNORECASE)

# The legal forms that the first letter of a Spanish number stands for.
SPANISH_FORMS = {
    "A": "Sociedad anónima",
    "B": "Sociedad limitada",
    "C": "Sociedad colectiva",
    "D": "Sociedad comanditaria",
    "F": "Sociedad cooperativa",
    "G": "Asociación o fundación",
    "J": "Sociedad civil",
    "N": "Entidad extranjera",
    "P": "Corporación local",
    "Q": "Organismo público",
    "R": "Entidad religiosa",
    "S": "Órgano de la Administración",
    "U": "Unión temporal de empresas",
    "W": "Establecimiento permanente de entidad no residente",
}
# Countries whose VAT number contains the number of the business register.
REGISTER_IN_VAT = {
    "BE": r"(\d{10})",
    "BG": r"(\d{9})",
    "CZ": r"(\d{8})",
    "DK": r"(\d{8})",
    "ES": r"([A-Z]\d{7}[0-9A-Z])",
    "FI": r"(\d{8})",
    "FR": r"\d\d(\d{9})",
    "HR": r"(\d{11})",
    "IT": r"(\d{11})",
    "LV": r"(\d{11})",
    "PT": r"(\d{9})",
    "RO": r"(\d{2,10})",
    "SE": r"(\d{10})01",
}


@dataclass(frozen=True)
class Told:
    """What a number says by itself about the organisation behind it."""

    country: str = ""
    vat_number: str = ""
    registration_number: str = ""
    legal_form: str = ""

    def __bool__(self) -> bool:
        return bool(self.country)


def vat_number(typed: str, country: str) -> str:
    """The number with its prefix and without spaces; ValueError when its digits cannot be right.

    Whether a number is in use only the tax office knows. Outside the EU it is kept as typed.
    """
    number = MARKS.sub("", typed).upper()
    prefix = _vat_prefix(number, country)
    if prefix is None:
        return number
    try:
        return vat.validate(number if number.startswith(prefix) else f"{prefix}{number}")
    except exceptions.ValidationError as error:
        raise ValueError(typed) from error


def _vat_prefix(number: str, country: str) -> str | None:
    """How VAT numbers of the country begin; None where no EU rule checks them."""
    if country == "GB" and number.startswith(NORTHERN_IRELAND):
        return NORTHERN_IRELAND
    if country.lower() in vat.MEMBER_STATES:
        return VAT_PREFIXES.get(country, country)
    return None


def registration_number(typed: str, country: str = "") -> str:
    """The register's number in one spelling; ValueError when its check digit is wrong."""
    number = " ".join(typed.upper().split())
    bare = MARKS.sub("", number)
    try:
        return _checked(bare, country) or _court_register(number) or number
    except exceptions.ValidationError as error:
        raise ValueError(typed) from error


def _checked(bare: str, country: str) -> str:
    if country == "FR":
        return _french(bare)
    if country == "PL":
        return _polish(bare)
    shape, module = CHECKED.get(country, ("", ""))
    return _number(module, bare) if module and re.fullmatch(shape, bare) else ""


def _french(bare: str) -> str:
    if SIREN.fullmatch(bare):
        return _number("fr.siren", bare)
    return _number("fr.siret", bare) if SIRET.fullmatch(bare) else ""


def _polish(bare: str) -> str:
    bare = re.sub(r"^(KRS|NIP|REGON):?", "", bare)
    if KRS.fullmatch(bare):
        return bare
    if NIP.fullmatch(bare):
        return _number("pl.nip", bare)
    return _number("pl.regon", bare) if REGON.fullmatch(bare) else ""


def _number(module: str, bare: str) -> str:
    return import_module(f"stdnum.{module}").validate(bare)


def _court_register(number: str) -> str:
    """HRB 4711 with one space, whatever stands around it; the court's name stays in front."""
    return COURT_REGISTER.sub(lambda found: f"{found[1].upper()} {found[2]}", number)


def pic(typed: str) -> str:
    """The participant code of the EU as nine digits; ValueError for anything else."""
    number = MARKS.sub("", typed)
    if number and not PIC.fullmatch(number):
        raise ValueError(typed)
    return number


def tell(typed: str) -> Told:
    """What a VAT number with its prefix says about country, register number and legal form."""
    number = MARKS.sub("", typed).upper()
    country = COUNTRY_OF_PREFIX.get(number[:2], number[:2])
    try:
        known = vat_number(number, country)
    except ValueError:
        return Told()
    if _vat_prefix(number, country) is None:
        return Told()
    return Told(country, known, register_in_vat(known), _legal_form(known))


def register_in_vat(number: str) -> str:
    """The number of the business register inside a VAT number; empty where there is none."""
    found = re.fullmatch(REGISTER_IN_VAT.get(number[:2], "(?!)"), number[2:])
    return found[1] if found else ""


def _legal_form(number: str) -> str:
    return SPANISH_FORMS.get(number[2], "") if number.startswith("ES") else ""


def identity_keys(country: str, *, registration: str, vat_no: str, pic_no: str) -> list[str]:
    """What two records of one organisation have in common, however its numbers were filed.

    A Spanish number typed as the register's in one record and as the VAT number in another gives
    the same key, and so does the SIREN inside a French SIRET.
    """
    bare = MARKS.sub("", registration).replace(" ", "").upper()
    if country == "FR" and SIRET.fullmatch(bare):
        bare = bare[:9]
    keys = {
        f"{country}:{bare}" if bare else "",
        f"{country}:{vat_no[2:]}" if _has_prefix(vat_no, country) else "",
        f"{country}:{register_in_vat(vat_no)}" if register_in_vat(vat_no) else "",
        f"vat:{vat_no}" if vat_no else "",
        f"pic:{pic_no}" if pic_no else "",
    }
    return sorted(key[:64] for key in keys - {""})


def _has_prefix(number: str, country: str) -> bool:
    return COUNTRY_OF_PREFIX.get(number[:2], number[:2]) == country and len(number) > len("EL")
