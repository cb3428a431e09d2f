r"""What people say about immigration status, in both languages, as one pattern over a text's shadow (`scrub.py`).

A line is a way to say it. A blank stands for any white space (` ?`: or none), ` ~ ` also for up to four small words
(FILLERS) in between, `{name}` for a class of words. Written small and without accents, as the shadow is.
"""

from __future__ import annotations

import re

_FILLERS = (
    "a an the my our his her their your any no some just still also already now here both really legal valid proper "
    "real lawful all both most basically us u.s. american naturalized only been immigrant immigrants "
    "worker in over to this country states "
    "un una unos unas el la los las mi mis su sus nuestro nuestros nuestra nuestras ni ya yo aqui todavia aun tampoco "
    "ningun ninguna ningunos buenos mas de del en por con como a para inmigrante inmigrantes migrante migrantes "
    "persona personas gente trabajador trabajadora trabajadores manera forma situacion solo sola numero estado esta "
    "se ha es"
)

_CLASSES = {
    # English
    "i": (
        r"(?:i(?:'?m|'?ve| am| was)?|(?:we|they)(?:'?re|'?ve| are| were)?|"
        r"(?:he|she|my \w+)(?:'?s| is| was| are| were)?)"
    ),
    "not_have": (
        r"(?:do not|don'?t|does not|doesn'?t|did not|didn'?t|never|ain'?t|haven'?t|have not|hasn'?t) "
        r"(?:have|had|has|got|get)"
    ),
    "has": r"(?:have|has|had|got|on|under|with|lost|appl(?:ied|ying) for|wait(?:ed|ing) (?:for|on)|asked for|seeking)",
    "permit": (
        r"(?:work(?:ing)? (?:permits?|authori[sz]ations?)|employment authori[sz]ation|green ?cards?|(?:work |"
        r"student |tourist )?visas?(?! (?:or|and|card)\b)|daca|tps|"
        r"as[iy]lum|citizenship|residency)"
    ),
    "papers": r"(?:(?:papers|documents|docs|documentation|status){not_of_pay}|social security numbers?|ssn|{permit})",
    "came": r"(?:here|work(?:ing|ed)?|come|came|liv(?:e|ing|ed)|entered|cross(?:ed)?|stay(?:ed|ing)?)",
    # Spanish
    "soy": r"(?:soy|somos|estoy|estamos|ando|andamos|era|eramos)",
    "tengo": r"(?:te?ngo|tego|tenemos|tienen?|tenian?|tuve|traigo|poseo|h?e tenido|cuento con)",
    "permiso": (
        r"(?:(?:papele[sz]|papels|paples|estatus){not_of_pay}|visas?|daca|tps|a[sz]ilo|as[iy]lum|residencia|"
        r"green ?card|"
        r"mica|ciudadania|(?:permiso|autori[sz]acion) (?:de (?:trabajo|empleo)|para trabajar))"
    ),
    "papeles": (
        r"(?:(?:papel(?! para)|do[ck]umentos?|status){not_of_pay}|estado migratorio|(?:seguro )?social|ssn|{permiso})"
    ),
    "case": r"(?:case|claim|application|interview|hearing|petition)s?",
    "caso": r"(?:caso|peticion|solicitud|aplicacion|proceso|entrevista|cita|corte|audiencia)",
    "many": r"(?:most|all|some|many|half|lots|a lot|none|both) of (?:us|them|you|my \w+|the \w+)",
    "crossed": (
        r"(?:cru[csz]e|cruzo|cruzamos|pase|paso|pasamos|entre|entro|entramos|brin[cq]u?e|vin[eo]|vinimos|"
        r"lleg(?:ue|o|amos)|sali)"
    ),
    "applied": (
        r"(?:pedi|pedimos|solicite|apli[qk]u?e|estoy (?:pidiendo|esperando|aplicando|solicitando)|arregl\w+|espero|"
        r"perdi|me (?:dieron|negaron|quitaron))"
    ),
    # "No papers from my boss" is no such statement, nor is "it is illegal to pay less".
    "not_of_pay": r"(?! (?:de|del|from|for|of|that|showing|que|report|con mis|with my)\b)",
    "not_an_act": r"(?! (?:to|that|for|if|que|no|lo|si|pagar|hacer)\b)",
}

_ENGLISH = (
    r"{i} ~ (?:undocumented|undocu|unauthorized|illegals?|out of status|without status)(?: here)?{not_an_act}",
    r"un ?docu?m?e?n?ted(?: (?:immigrants?|workers?|person|people))?",
    r"undocu",
    r"(?:illegal|irregular|unauthorized) (?:immigrant|alien|migrant|worker)s?",
    r"{many} (?:are|is|r|were) ~ (?:undocumented|illegals?|unauthorized|out of status|not legal){not_an_act}",
    r"{not_have} ~ {papers}",
    r"{not_have} a social{not_of_pay}",
    r"(?:(?:have|has|had|got|with) )?(?:no|without|w/o|w/out) ~ {papers}",
    r"(?:not|isn'?t|aren'?t|ain'?t|never) ~ (?:citizens?|(?:permanent|legal) residents?)",
    r"non-? ?citizens?",
    r"(?:nobody|no one|none of (?:us|them)) (?:have|has|had|got) ~ {papers}",
    r"(?:i'?m|i am|we'?re|we are|he'?s|he is|she'?s|she is|they'?re|they are) not ~ (?:legal(?:ly|y)?|documented)"
    r"(?! (?!and|but|or|so|because|bc|cuz|here|in this|in the)\w)",
    r"(?:{many}|nobody|no one|not (?:everyone|everybody)) (?:is|are|was) ~ legal(?:l?y)? (?:here|in (?:this|the) \w+)",
    r"(?:not|isn'?t|aren'?t) ~ legal(?:ly)? (?:here|in (?:this|the) (?:country|us|usa|states))",
    r"{came} ~ illegal(?:ly)?{not_an_act}",
    r"crossed ~ (?:border|river|desert)",
    r"(?:entered|came|crossed)(?: in)? without ~ inspection",
    r"(?:my|our|his|her|their) as[iy]lum(?: {case})?",
    r"as[iy]lum {case} (?:(?:is|was|still|has been|got) )*(?:pending|open|denied|approved|granted|waiting|in process)",
    r"(?:came|come|entered|arrived|admitted|got in|got here|here|crossed)(?: \w+){0,2} (?:with|on|under|by|through) ~ "
    r"(?:humanitarian )?parole",
    r"(?:humanitarian|immigration|cuban|border) parole|paroled (?:in|into)",
    r"(?:on|with|under) ~ (?:student|tourist|travel|visitor|work) visas?",
    r"work(?:ing|ed|s)? without (?:a |any )?(?:permits?|permission|authori[sz]ation)(?! (?:from|of|to)\b)",
    r"(?:my|our|his|her|have|has|got) ~ immigration (?:case|court|hearing)",
    r"(?:fake|false|borrowed|some(?:body|one) else'?s) ~ (?:papers|social(?: security)?(?: number)?|ssn|id|documents)",
    r"(?:overstay(?:ed|ing)?|expired) ~ (?:visas?|work permit|green ?card)",
    r"(?:my|his|her|our|their) {permit}(?: (?:is|has|was|got|just|application))* "
    r"(?:expired|denied|ran out|pending|approved)",
    r"(?:{i} )?{has} ~ {permit}",
    r"{i} ~ (?:daca|tps|dreamers?|asylees?|refugees?|asylum seekers?|green ?card holders?)(?: (?:recipient|holder)s?)?",
    r"{i} ~ (?:citizens?(?! of (?!the u))|permanent residents?|legal residents?)",
    r"bec[ao]m(?:e|ing) ~ citizen",
    r"(?:got|was|were|am|been) naturalized",
    r"(?:[ut]|h-?1b|h-?2[ab])[ -]visas?",
    r"(?:was|were|got|been) deported",
    r"deportation order|orders? of (?:removal|deportation)|removal proceedings",
    r"my (?:immigration|legal) status is(?: \w+){1,2}",
)
_SPANISH = (
    r"{soy} ~ (?:ilegal(?:es|mente)?|irregular(?:es)?|mojad[oa]s?)",
    r"(?:mi|mis|nuestr[oa]s?) \w+ (?:es|esta|son|estan|era) (?:ilegal(?:es)?|irregular(?:es)?|mojad[oa]s?){not_an_act}",
    r"(?:(?:soy|somos|es|son|estan?|estoy|estamos|era) ~ )?in ?do[ck]u?m[ae]?n?t?a?d[oa]s?",
    r"(?:(?:{soy}|es|son|estan?|trabaj(?:o|amos|a|an)|viv(?:o|imos|e|en)|vine|llegue|entre) )?sin ~ "
    r"(?:(?:do[ck]umentos|status){not_of_pay}|{permiso}|(?:seguro )?social)",
    r"(?:no|nunca|ni|tampoco) {tengo} ~ {papeles}",
    r"me faltan? ~ {permiso}",
    r"no (?:estoy|estamos|ando|andamos) ~ legal(?:es|mente)?(?! (?!aqui|en|y|pero|todavia)\w)",
    r"(?:estoy|estamos|vivo|vivimos|ando|andamos|trabajo|trabajamos) ~ sin ~ (?:permisos?|autori[sz]acion)"
    r"(?! (?:de (?:mi|la|el|su|los)|del|para|de salir)\b)",
    r"{crossed} ~ sin ~ inspeccion",
    r"(?:tengo|tenemos|tiene|tienen|mi|su|nuestro|en) ~ {caso} (?:\w+ )?de a[sz]ilo",
    r"{caso} de a[sz]ilo (?:esta )?(?:pendiente|abiert[oa]|negad[oa]|aprobad[oa]|en proceso)",
    r"(?:tengo|tenemos|tiene|mi|su) ~ {caso} (?:de|con|en) (?:inmigracion|migracion|ice)",
    r"(?:{crossed}|{tengo}) ~ parole?(?: humanitari[oa])?|parole humanitario",  # "estoy en parole" is of prisons
    r"(?:estoy|estamos|vivo|vivimos) (?:aqui )?con (?:un |el )?parole?",
    r"se (?:me|le|nos) (?:ya )?ven[cs]io el permiso(?! de (?!trabajo))",
    r"(?:{crossed}|estoy|estamos|vivo) (?:\w+ )?con ~ visa(?: de \w+)?(?: (?:y|pero) (?:me|nos) qued\w+)?",
    r"(?:no|tampoco) (?:soy|somos|es|son) ~ (?:ciudadan[oa]s?|residentes?|legal(?:es)?)"
    r"(?: (?:american[oa]s?|legal(?:es)?|permanentes?))?(?! (?:de (?!los estados|estados|eeuu)|que|no)\b)",
    r"{crossed} ~ (?:frontera|rio|desierto|cerro|linea|ilegal(?:es|mente)?|mojad[oa]s?|coyote|pollero)",
    r"(?:papeles|social|seguro|documentos|numero|mica|id) (?:social )?(?:fals[oa]s?|chuec[oa]s?|prestad[oa]s?|"
    r"de otr[oa](?: persona)?)",
    r"(?:se (?:me |le |nos )?)?(?:ven[cs]io|acabo|expiro) ~ {permiso}",
    r"no h?ay ~ {permiso}",
    r"(?:mi|la|su) {permiso} ~ (?:vencid[oa]|vencio|expirad[oa]|expiro|negad[oa]|tramite)",
    r"(?:(?:ya|si|yo) )*{tengo} ~ {permiso}",
    r"{applied} ~ {permiso}",
    r"soy ~ (?:dreamer|beneficiari[oa] de (?:daca|tps)|asilad[oa]|refugiad[oa]|solicitante de asilo)",
    r"soy ~ ciudadan[oa](?: (?:american[oa]|naturalizad[oa]|estadounidense|de (?:los )?(?:estados unidos|ee ?uu)))?"
    r"(?! de\b)",
    r"soy ~ residente (?:legal|permanente)",
    r"me (?:hice ciudadan[oa]|naturalice)",
    r"(?:fui|fue|fuimos|he sido|ha sido) ~ deportad[oa]s?",
    r"(?:me|lo|la|nos|los|las|mi \w+) (?:ya )?(?:me )?deport(?:aron|o)|deportaron a|orden(?:es)? de deportacion",
    r"mi (?:estatus|situacion|estado)(?: migratori[oa]| legal)? es(?: \w+){1,2}",
)


def _expanded(way: str) -> str:
    for _ in range(3):  # a class may hold another
        way = re.sub(r"\{([a-z_]+)\}", lambda name: _CLASSES[name[1]], way)
    fillers = "|".join(map(re.escape, _FILLERS.split()))
    way = way.replace(" ~ ", f" (?:(?:{fillers}) ){{0,4}}")
    return way.replace(" ?", r"\s*").replace(" ", r"\s+")


STATUS = re.compile("|".join(rf"\b(?:{_expanded(way)})\b" for way in (*_ENGLISH, *_SPANISH)))
# No such statement lacks all of these; most texts do, and cost a hundredth of the search above.
STEMS = re.compile(
    r"pape?l|papers|docu|doku|docs|legal|irregular|visa|daca|tps|asyl|asil|citizen|ciudadan|residen|"
    r"natural|deport|removal|"
    r"border|river|desert|desiert|frontera|\brio\b|cerro|linea|mojad|coyote|pollero|status|estatus|"
    r"migratori|green|mica|social|ssn|"
    r"permit|permiso|dreamer|refug|seguro|chuec|fals|fake|prestad|de otr|else's|inspec|parol|azil|asyl|"
    r"asil|authori|autori|migration|migracion"
)
