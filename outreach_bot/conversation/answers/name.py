"""name: what somebody wants to be called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config

from ..lexicon import Lexicon, heard
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .text import clean
from .town import town_named

_GREETED = re.compile(
    r"^(?:[\s¡!,.]*(?:(?:hi|hello|hey)(?: there)?|yo(?=\s+(?:it|i'?m|this))|hola|ola|buenas(?: tardes| noches)?|"
    r"buenos? d[ií]as?|good (?:morning|evening|afternoon)|yes|yeah|ok|okay|s[ií]|sure|claro|pues|bueno|"
    r"disculp[ea]|permiso|excuse me|oh|ay|well|sup|what'?s up|saludos|qu[eé] tal)\b[\s,.!]+)*"
    r"(?:me[\s,]+(?=i ))?",
    re.IGNORECASE,
)
# Says anywhere in the text what somebody is called; the last one counts: "they call me Big Lou, but put Louis".
_CALLED = re.compile(
    r"(?<![^\W_])"
    r"(?P<not>(?:do ?n[o'’]?t|never|no)\s+|"
    r"(?:my|his|her|our|the)\s+(?!full|first|last|real|legal|given|government)\w+\s+(?=name))?(?:"
    r"(?:my|mi) (?:(?:full|first|last|real|legal|given|government) )?name (?:is|es)|my nombre (?:is|es)|mi gracia es|"
    r"(?:full|first) name(?: is)?|my name\? (?:it['’]?s|is)|goes by(?! the)|"
    r"my name['’]?s?|name is|name['’]?s|name:|"
    r"^name:?|^nombre:?|nombre:|known as|everyone (?:just )?says|the name['’]?s|i name(?: is)?|"
    r"put(?: me| it)?(?: down)?(?: as| under)?|"
    r"i go by(?! (?:the |my |a )?(?:bus|car|train|foot|bike|bicycle|truck|van|taxi|uber|ride|subway|metro|myself)\b)|"
    r"(?:my )?nickname(?: is)?|(?:mi )?apodo(?: es)?|write(?: down)?|(?:you (?:can|may) )?use|puede usar|el nombre es|"
    r"i['’]?m called|escriba(?:me)?|le (?:escribe|saluda)|"
    r"de parte de|(?:it['’]?s )?spelled|(?:le )?habla(?! (?:espa|ingl|engl|spani|portu|creo))|"
    r"(?:calls? me|say|(?:know|knows) me as)|"
    r"(?:yo )?me [ly]+amo|mi no[mn]bre(?: completo)?(?: es)?|"
    r"(?:me )?puede(?:n|s)? (?:decir|llamar|poner)(?:me)?|p[oó]n(?:ga|gan)?(?:me|lo|le)?|an[oó]t(?:e|en|a)(?:me)?|"
    r"d[ií]gan?[ml]e|dime|ll[aá]m[ae]n?me|"
    r"me (?:dicen|llaman|conocen?))(?:\s+(?:como|por))?\s+(?:(?:el|la|nom[aá]s|just|solo)\s+)?(?=\S)",
    re.IGNORECASE,
)
_OPENED = re.compile(
    r"^(?:(?P<being>i am|i['’]?m|im|it['’]?s(?: me)?|it is|this is|(?:yo )?so[iy]|es)|"
    r"aqu[ií]|just|only|s[oó]lo|nom[aá]s|"
    r"con(?=.+\best[aá] bien\b))\s+",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|dra|sr|sra|srta|se[nñ]or(?:a|ita)?|do[nñ]a|pastora?|rev|reverend|prof|lic)\b\.?\s+(?:(?:mr|mrs|ms)\b\.?\s+)?(?=\S)",
    re.IGNORECASE,
)
_LAST_NAME = re.compile(r",?\s*\b(?:and |y )?(?:my |mi )?(?:last name|apellidos?)(?: is| es)?\s+", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(
    r"[,;]?\s+(?:but|pero|because|porque|although|aunque)\s|,\s*(?:(?:not|no|age)\s|\d)|"
    r"[,.!]?\s*¿?(?:how are|c[oó]mo est)|"
    r"\s+(?:and|y)\s+(?=(?:i|i['’]?m|my|we|yours|usted|yo|mi|me|soy|vivo|tengo|trabajo|estoy)\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)")
_LAST_FIRST = re.compile(
    r"(?:last name|apellidos?)(?: is| es)?\s+(?P<last>[^\s,]+),?\s+(?P<first>(?:and |y )?(?:first name|nombre).+)",
    re.IGNORECASE,
)
_WORKPLACE = re.compile(r"(?<=[^\W\d_]) (?:del|de la|de los) [a-zñáéíóú]+$")
_DOING = re.compile(r"(?<=[^\W\d_]) (?:y|and) [a-zñáéíóú].*$")
_WHICH_ONE = re.compile(  # "María la de la limpieza", "Ana la mamá de Luis"
    r"(?<=[^\W\d_])\s+(?:la|el|the one)\s+(?:(?:mam[aá]|pap[aá]|hij[oa]|espos[oa]|herman[oa]|vecin[oa]|amig[oa]|"
    r"se[nñ]ora|mujer|t[ií][oa]|abuel[oa])\s+)?(?:de|del|que|from|who|that)\s.*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s+(?:de|from)\s+(?P<place>[^,]+)$", re.IGNORECASE)
_CLOSING = re.compile(
    r"[\s,.]+(?:btw|buenas(?: tardes| noches)?|buenos d[ií]as|buen d[ií]a|good (?:morning|afternoon|evening)|"
    r"from (?:the )?[\w ]+|thanks|thank you|gracias|please|por favor|here|aqu[ií]|lol|sir|ma'?am|"
    r"(?:nice|pleased|happy|glad|good) to meet (?:you|u|ya)|and you|y usted|"
    r"that'?s it|that'?s me|that'?s all|that'?s my name|is my name|y ya|"
    r"por aqu[ií]|over here|"
    r"nom[aá]s|nada m[aá]s|es mi nombre|mucho gusto|a sus? [oó]rdenes|(?:para|a) servir(?:le|les)?|"
    r"para servirle a usted|speaking|mija|mijo|honey|dear|again|otra vez|period|comma|punto|coma|works|for short|"
    r"para los amigos|a la orden|down|at work|"
    r"en el trabajo|is (?:fine|good|ok|okay)|will do|est[aá] bien|pues|pos)\s*$",
    re.IGNORECASE,
)
_ALLOWED = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’ʼ-])*")
_SMALL = frozenset(["de", "del", "la", "las", "los", "y", "van", "von", "da", "do", "dos", "di"])
_NAMELESS = frozenset([
    "anonymous", "anonymously", "anonimo", "anonima", "nobody", "nadie", "private", "privado", "secret", "secreto",
    "confidential", "undisclosed", "nunya", "nadien", "everyone", "everybody", "someone", "somebody", "anyone",
    "todos", "todas", "alguien", "confidencial",
])  # fmt: skip
_NOT_NAMES = frozenset([
    "a", "an", "whatever", "anything", "something", "cualquier", "cualquiera", "usted", "stupid",
    "anytime", "whenever", "after", "before", "antes", "despues", "cuando",
    "asap", "ayuda", "back", "dime", "estoy", "gracias", "hello", "help", "here", "hi", "hola", "later", "luego",
    "menu", "nada", "name", "names", "ninguno", "nombre", "none", "nothing", "ok", "okay", "prueba", "que", "quien",
    "idc", "idgaf", "nm", "brb", "omg", "wtf", "tbh", "see",
    "boss", "manager", "supervisor", "worker", "employee", "driver", "coach", "mom", "dad", "guess", "unknown", "jefe",
    "patron", "trabajador", "trabajadora", "mama", "papa", "adivine", "adivina", "desconocido", "desconocida",
    "start", "stop", "test", "thanks", "there", "what", "who", "why", "ya",
])  # fmt: skip
_TALK = frozenset([
    "doesnt", "isnt", "matter", "matters", "withheld", "important", "importa",
    "leave", "it", "blank", "blanco", "dejelo",
    "about", "are", "because", "como", "cuando", "dar", "decir", "digo", "doi", "dont", "doy", "el", "en", "es", "esta",
    "give", "have", "he", "how", "i", "in", "is", "keep", "kiero", "me", "mejor", "mi", "my", "names", "necesito",
    "need", "no", "not", "or", "para", "please", "por", "porque", "prefer", "prefiero", "puedo", "que", "quiero",
    "rather", "she", "si", "sin", "stay", "su", "tell", "telling", "the", "they", "to", "trabajo", "un", "una", "use",
    "want", "was", "we", "were", "what", "why", "without", "wont", "work", "working", "works", "yo", "you", "your",
])  # fmt: skip
# Behind "I'm", "soy" these tell where or how somebody is.
_NOT_WHO = frozenset([
    "hija", "hijo", "hermana", "hermano", "amiga", "amigo", "esposa", "esposo", "prima", "primo", "tia", "tio",
    "sobrina", "sobrino", "nieta", "nieto", "vecina", "vecino", "suegra", "suegro", "cunada", "cunado", "mama",
    "papa", "abuela", "abuelo", "novia", "novio", "daughter", "son", "sister", "brother", "wife", "husband",
    "friend", "neighbor", "mother", "father", "cousin", "again", "wrong", "disabled", "important", "buena",
    "buen", "muy", "otra", "otro", "misma", "mismo", "yo", "ama", "miembro", "persona", "ciudadano", "ciudadana",
    "timido", "timida", "member", "citizen", "resident",
    "uno", "alguien", "boricua", "latino", "latina", "latin", "hispano", "hispana", "hispanic", "americano",
    "americana", "american", "mexican", "dominican", "haitian", "jamaican", "puerto", "puertorriqueno",
    "puertorriquena", "dominicano", "dominicana", "cubano", "cubana", "haitiano", "haitiana", "guatemalteco",
    "guatemalteca", "chapin", "chapina", "hondureno", "hondurena", "catracho", "catracha", "salvadoreno",
    "salvadorena", "nicaraguense", "panameno", "panamena", "costarricense", "colombiano", "colombiana",
    "venezolano", "venezolana", "ecuatoriano", "ecuatoriana", "peruano", "peruana", "boliviano", "boliviana",
    "chileno", "chilena", "argentino", "argentina", "paraguayo", "paraguaya", "uruguayo", "uruguaya", "brasileno",
    "brasilena", "brazilian", "indigena", "albanil", "pintor", "pintora", "roofer", "painter", "landscaper",
    "waiter", "waitress", "dishwasher", "housekeeper", "janitor", "nanny", "babysitter", "caregiver", "cashier",
    "farmworker", "lavaplatos", "chofer", "conserje", "soldador", "repartidor", "conductor", "ayudante",
    "trabajador", "trabajadora", "empleado", "empleada", "doctor", "doctora",
    "his", "her", "nurse", "teacher", "cook", "driver", "cleaner", "student", "maestro", "maestra", "estudiante",
    "cold", "hot", "broke", "stuck", "lost", "exhausted", "cansado", "cansada", "enfermo", "enferma",
    "scared", "afraid", "hungry", "worried", "confused", "upset", "retired", "unemployed", "undocumented", "pregnant",
    "interested", "married", "single", "new", "old", "home", "off", "hurt", "mad", "angry", "complicated", "private",
    "confidential", "personal", "complicado", "nuevo", "nueva", "viejo", "vieja", "madre", "padre", "soltero",
    "soltera", "casado", "casada", "indocumentado", "indocumentada", "inmigrante", "mexicano", "mexicana", "jubilado",
    "jubilada", "at", "in", "on", "from", "de", "del", "en", "busy", "tired", "working", "fine", "good", "sick",
    "late", "sorry", "ok", "okay", "here", "not", "just", "so", "very", "still", "ready", "done", "un", "una", "el",
    "la", "a", "an",
])  # fmt: skip
_MASHED = re.compile(r"^(?:asdf|qwer|sdfg|zxcv|hjkl)|(\w)\1{2}|[^aeiouy\W\d]{5}")  # no name; "Schmidt" has four
_TRADE = re.compile(r"\w{3,}(?:er[oa]|ista|[ai]d[oa]|ente|dora?|ense)s?")  # behind "soy": "niñera", "embarazada"
_NAMES_LIKE_TRADES = frozenset([
    "amado", "amada", "conrado", "librado", "librada", "inmaculada", "placido", "placida", "candido", "candida",
    "vicente", "clemente", "salvador", "salvadora", "amador", "auxiliadora", "homero", "severo", "severa", "vera",
    "teodora", "isidora", "isidoro", "leandro", "zaida", "aida", "frida", "elida", "nelida", "yolida", "brigida",
    "almeida", "merida", "oneida", "eneida", "ada", "wanda", "soledad", "llorente", "salvadore", "nereida", "lida",
])  # fmt: skip
LONGEST, MOST_WORDS = 60, 6


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Name:
    """→ str: "me llamo lupe garcía" → "Lupe García". Capitals are set unless the member set some within.

    A bare name is 0.9 sure and not more: else "menu" would be a name and no longer a command.
    """

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = clean(text)
        if not said:
            return NotUnderstood("empty")
        said = _LAST_FIRST.sub(r"\g<first> apellido \g<last>", _ASIDE.sub(" ", said) if "(" in said else said)
        for called in reversed(list(_CALLED.finditer(said))):
            if called["not"]:
                return NotUnderstood("not_understood")  # "don't put my name", "my boss name is Carl"
            name = _name_in(said[called.end() :], lexicon, introduced=True)
            if name is not None:
                return Answer(name, 1.0)
            said = said[: called.start()]  # "Marcus, call me anytime"
        if not lexicon.without_filler(heard(said).split()):
            return NotUnderstood("not_understood")  # "muchas gracias"
        told = _GREETED.sub("", said)
        opened = _OPENED.match(told)
        if opened is None:
            name = _name_in(told, lexicon, introduced=False)
            return Answer(name, 0.9) if name else NotUnderstood("not_understood")
        told = told[opened.end() :]
        if opened["being"] and _is_no_name(heard(told).split(), written_as_name=told[:1].isupper()):
            return NotUnderstood("not_understood")
        name = _name_in(told, lexicon, introduced=True)
        return Answer(name, 1.0) if name else NotUnderstood("not_understood")


def _before_comma(told: str) -> str:
    """ "Pearl Diaz, Hartford", "Pearl, nurse aide" without what is added; "Diaz, Pearl" as a form has it."""
    name, comma, added = (part.strip() for part in _without_closing(told.strip(" ,.;")).partition(","))
    form = comma and len(name.split()) == len(added.split()) == 1 and len(added) > 1 and added.isalpha()
    if form and not town_named(added):
        return f"{added} {name}"
    return name


def _is_no_name(words: Sequence[str], *, written_as_name: bool) -> bool:
    """ "I'm tired", "soy cocinero": how or what somebody is. "Soy Homero" has a capital."""
    if not words or words[0] in _NOT_WHO:
        return bool(words)
    trade = len(words) == 1 and not written_as_name and words[0] not in _NAMES_LIKE_TRADES
    return trade and _TRADE.fullmatch(words[0]) is not None


def _name_in(told: str, lexicon: Lexicon, *, introduced: bool) -> str | None:
    alone = told if told.isalpha() else _alone(told)
    name = alone if alone.isalpha() else _tidy(alone)
    fits = bool(name) and _is_name(name, heard(name).split(), lexicon, introduced, "?" in alone)
    return _capitals(name) if fits else None


def _alone(told: str) -> str:
    """Without title, without what else is told, and without the town somebody is from."""
    told = _WHICH_ONE.sub("", told)  # "María la de la limpieza"
    told = _TITLE.sub("", _LAST_NAME.sub(" ", _NEXT_CLAUSE.split(told)[0]))
    if sum(word[:1].isupper() for word in told.split()) > 1:
        told = _WORKPLACE.sub("", _DOING.sub("", told))  # "Chucho Vega de la panadería", not "maria de la luz"
    told = _before_comma(told)
    place = _FROM.search(told)
    return told[: place.start()] if place and town_named(place["place"]) else told


def _without_closing(told: str) -> str:
    for _ in range(3):  # "…, thank you dear"
        told, closings = _CLOSING.subn("", told.rstrip())
        if not closings:
            break
    return told


def _tidy(told: str) -> str:
    """Without emoji and closing politeness."""
    kept = "".join(c if c.isalnum() or c in ".'’ʼ-@/" else " " for c in told)
    kept = _without_closing(kept)
    return " ".join(kept.split()).strip(" .-'’")


def _is_name(name: str, words: list[str], lexicon: Lexicon, introduced: bool, asks: bool) -> bool:
    if asks or not words or len(name) > LONGEST or len(words) > MOST_WORDS or not _ALLOWED.fullmatch(name):
        return False
    said = " ".join(words)
    if any(_MASHED.search(word) for word in words):
        return False
    if said in lexicon.relative_days or not _NAMELESS.isdisjoint(words):
        return False
    if said in lexicon.commands and not introduced:
        return False
    if said in lexicon.unsure or (not introduced and (said in lexicon.yes or said in lexicon.no)):
        return False
    if said in ("yes", "no", "si", "y", "n") or not _NOT_NAMES.isdisjoint(words[:1]):
        return False
    return _TALK.isdisjoint(words) and (introduced or not _is_sentence(words, lexicon))


def _is_sentence(words: Sequence[str], lexicon: Lexicon) -> bool:
    """ "la otra pregunta", "trabaje ahi": several words, of which most name nothing."""
    telling = [word for at, word in enumerate(words) if not at or word not in _SMALL]
    return len(words) > 1 and 2 * sum(word in lexicon.function_words for word in telling) >= len(telling)


def _capitals(name: str) -> str:
    if len(name) == 1:
        return name.upper()
    if len(name) == 2 and name.istitle():
        return name  # "Ng"; "dj" becomes "DJ"
    if not (name[1:].islower() or name.isupper()):  # a phone sets the first capital by itself: "Carmen ortiz"
        return name
    words = [_capital(w) for w in name.lower().split()]
    return " ".join(w.lower() if at and w.lower() in _SMALL else w for at, w in enumerate(words))


def _capital(word: str) -> str:
    if len(word) < 4 and not set(word) & set("aeiouy"):
        return word.upper()  # "DJ", "TJ"
    if word.isalpha() and not word.startswith("mc"):
        return word[:1].upper() + word[1:]
    return re.sub(r"(^(?:mc(?=[a-z]{3}))?|[-'’])([^\W\d_])", lambda m: m[1].capitalize() + m[2].upper(), word)
