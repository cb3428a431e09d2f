"""Which column of a list means what: guessed from its name in English or Spanish, or said with `--map`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from ..rules.audience import FieldKind
from ..rules.audience_terms import Field
from ..rules.folding import fold, tag_name
from ..rules.suggestion import did_you_mean
from .people_file import ListFault

# Meaning → the names that columns have for it, letters only, the better ones first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "phone": (
        "cellphone", "mobilephone", "cellphonenumber", "mobilenumber", "cellnumber", "cell", "mobile",
        "telefonocelular", "telefonomovil", "numerodecelular", "numerocelular", "celular", "movil",
        "sms", "textnumber", "phonenumber", "phone", "phones", "telephone", "telephonenumber", "tel", "telefono",
        "numerodetelefono", "numerotelefonico",
    ),
    "language": (
        "language", "preferredlanguage", "languagepreference", "spokenlanguage", "lang", "idioma", "idiomapreferido",
        "lengua", "lenguapreferida",
    ),
    "name": (
        "preferredname", "firstname", "first", "givenname", "primernombre", "nombredepila", "nombre", "name",
        "fullname", "nombrecompleto", "nombreyapellido", "contactname",
    ),
    "zip": ("zip", "zipcode", "zip5", "postalcode", "postcode", "codigopostal", "codigozip", "cp", "zippostalcode"),
    "town": ("town", "city", "cityortown", "towncity", "municipality", "pueblo", "ciudad", "municipio", "localidad"),
    "tags": ("tags", "tag", "labels", "groups", "etiquetas", "etiqueta", "grupos"),
    "consent_source": (
        "consentsource", "sourceofconsent", "optinsource", "fuentedeconsentimiento", "fuentedelconsentimiento",
        "origendelconsentimiento",
    ),
    "consent_date": (
        "consentdate", "dateofconsent", "consentedat", "optindate", "optedinat", "fechadeconsentimiento",
        "fechadelconsentimiento",
    ),
    "consent_evidence": (
        "consentevidence", "evidenceofconsent", "proofofconsent", "consenttext", "consentwording", "optintext",
        "evidenciadeconsentimiento", "evidenciadelconsentimiento", "pruebadeconsentimiento", "pruebadelconsentimiento",
        "textodeconsentimiento", "textodelconsentimiento",
    ),
    "opted_out": (
        "optedout", "optout", "optedoutat", "unsubscribed", "unsubscribe", "unsubscribedat", "donottext",
        "donotcontact", "dnc", "stop", "stopped", "baja", "dadodebaja", "nocontactar", "noenviar",
    ),
}  # fmt: skip
IGNORE = "ignore"
FIELD = "field"
_KINDS: tuple[FieldKind, ...] = get_args(FieldKind)
_ABOUT_A_PHONE = {"phone", "cell", "cellphone", "mobile", "telefono", "celular", "movil"}
_NOT_THE_PHONE = {
    "home", "work", "casa", "trabajo", "fax", "type", "tipo", "carrier", "date", "fecha", "consent", "opt",
}  # fmt: skip
# What must not be kept of anybody, and what must not be readable.
_NEVER = {
    "ssn", "itin", "passport", "pasaporte", "immigration", "inmigracion", "migratorio", "migratoria", "visa", "alien",
    "citizen", "citizenship", "ciudadania", "undocumented", "documented", "papers", "papeles", "uscis", "street",
    "calle", "direccion", "domicilio", "apartment", "apartamento",
}  # fmt: skip
_BIRTH = {"birth", "birthday", "birthdate", "born", "dob", "nacimiento", "cumpleanos", "nacio"}
_AGE = _BIRTH | {"age", "edad", "minor", "menor", "under"}


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column that becomes a field of each person."""

    name: str
    kind: FieldKind

    def __str__(self) -> str:
        return f"{FIELD}:{self.name}:{self.kind}"


@dataclass(frozen=True, slots=True)
class Columns:
    """`places`: meaning → number of its column; `fields`: number of the column → field."""

    places: Mapping[str, int]
    fields: Mapping[int, FieldColumn]


def columns(header: Sequence[str], said: Sequence[str], known: Mapping[str, Field]) -> Columns:
    """What each column means. `said`: "Cell=phone", "Shift=field:shift:choice", "Old phone=ignore"; goes before what
    the names say. `known`: the fields that there are. Raises ListFault, also when no column holds phone numbers.
    """
    told: dict[int, str] = {}
    for each in said:
        place, meaning = _said(header, each)
        if place in told or (meaning in NAMES and meaning in told.values()):
            raise ListFault(f"“{each}”: said twice, once is enough.")
        told[place] = meaning
    for place, name in enumerate(header):
        if name.lower().startswith(f"{FIELD}:"):
            told.setdefault(place, name.lower())
    places = {meaning: place for place, meaning in told.items() if meaning in NAMES}
    fields = {place: _field(told[place], known) for place in told if told[place].startswith(f"{FIELD}:")}
    names = [field.name for field in fields.values()]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ListFault(f"Two columns would both be the field “{twice}”.")
    free = ["" if place in told else re.sub(r"[^a-z0-9]", "", fold(name)) for place, name in enumerate(header)]
    for meaning, usual in NAMES.items():
        best = next((name for name in usual if name in free), None)
        if meaning not in places and best is not None:
            places[meaning] = free.index(best)
    if "phone" not in places:
        places["phone"] = _likely_phone(["" if place in told else name for place, name in enumerate(header)], header)
    return Columns({meaning: places[meaning] for meaning in NAMES if meaning in places}, fields)


def _said(header: Sequence[str], said: str) -> tuple[int, str]:
    name, sign, meaning = (part.strip() for part in said.rpartition("="))
    meaning = meaning.lower()
    if not sign:
        raise ListFault(f"“{said}”: write it like --map \"Cell=phone\".")
    alike = [place for place, there in enumerate(header) if there == name] or [
        place for place, there in enumerate(header) if fold(there) == fold(name)
    ]
    if not alike:
        _refuse_a_person(header)
        raise ListFault(f"There is no column “{name}”{did_you_mean(name, header)}")
    if meaning not in (*NAMES, IGNORE) and not meaning.startswith(f"{FIELD}:"):
        there = ", ".join([*NAMES, "field:NAME", "field:NAME:KIND", IGNORE])
        raise ListFault(f"“{meaning}” is nothing that a column can mean. There are: {there}.")
    return alike[0], meaning


def tells_an_age(name: str) -> bool:
    """Whether a column of this name may say how old somebody is."""
    return not _AGE.isdisjoint(re.split(r"[^a-z]+", fold(name)))


def _field(meaning: str, known: Mapping[str, Field]) -> FieldColumn:
    _, _, rest = meaning.partition(":")
    written, _, kind = rest.partition(":")
    name = tag_name(written)
    if not re.fullmatch(r"[a-z0-9_]{1,60}", name):
        raise ListFault(f"“{written}” cannot be the name of a field: letters, digits and _, 60 at most.")
    there = known[name].kind if name in known else None
    if kind and kind not in _KINDS:
        raise ListFault(f"A field cannot be a “{kind}”. There are: {', '.join(_KINDS)}.")
    if kind and there and kind != there:
        raise ListFault(f"The field “{name}” is a {there} already and cannot be a {kind}.")
    chosen: FieldKind = next((each for each in _KINDS if each == (kind or there)), "text")
    parts = set(name.split("_"))
    if parts & _NEVER or ("address" in parts and not parts & {"email", "mail", "web"}):
        raise ListFault(f"“{written}” must not be kept of anybody: leave that column out with --map \"…={IGNORE}\".")
    if parts & _BIRTH and chosen != "text":
        raise ListFault(f"A birth date says who somebody is, so it is kept sealed, as text: {FIELD}:{name}:text")
    return FieldColumn(name, chosen)


def _likely_phone(free: Sequence[str], header: Sequence[str]) -> int:
    for number, name in enumerate(free):
        said = set(re.split(r"[^a-z]+", fold(name)))
        if said & _ABOUT_A_PHONE and not said & _NOT_THE_PHONE:
            return number
    _refuse_a_person(header)
    names = ", ".join(f'"{name[:40]}"' for name in header[:40])
    raise ListFault(
        f'No column holds phone numbers. Name one "phone", or say which with --map. The columns are: {names}.'
    )


def _refuse_a_person(header: Sequence[str]) -> None:
    """Before the names of the columns are quoted."""
    if any("@" in name or sum(c.isdigit() for c in name) >= 7 for name in header):
        raise ListFault("The first line must hold the names of the columns; this one seems to hold a person.")
