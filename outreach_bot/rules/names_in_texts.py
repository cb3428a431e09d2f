"""A person's name in a text that must not hold it, told from the words of the text that only look like one.

Evidence of consent is kept when the person is forgotten, and is not sealed: so it must not say who. But it is also the
proof: "I will get up to 4 texts a month. I may reply STOP" stays as it is, of whomever, also of Will May.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from .folding import fold

MARK = "[name]"
_SHORTEST = 3  # letters of what is taken out
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"\s+|-|,\s*")  # what may stand between two parts of a whole name
_Word = tuple[str, int, int]  # folded, and where it stands

# Words that such sentences are made of, or that stand on a sheet's head: alone, each of them is a word and no name.
_WORDS = """
will may can must shall would should are was were has have had not all any and but for from the this that these those
with you your our his her out off per each every other some none more most less one two three four five six seven eight
nine ten first last next new old young long short little big great good best better fine sure true just even ever still
now then here there when where who what why how yes agree agrees agreed accept accepts give gives gave grant get gets
got receive received send sends sent sign signs signed signing join joins joined text texts texting message messages
msg msgs mms sms call calls reply replies stop stops end quit cancel help info start started data rate rates charge
charges cost costs free fee price bill apply applies carrier carriers mobile cell phone number line home mail email web
website site page form forms card cards sheet sheets list lists box check checked mark marked name names town city
street house hall church park school shop store office desk door field fields hill lake river bridge gate road lane
court place room day days week weeks weekly month months monthly year years morning noon night evening hour hours time
times date spring summer autumn fall winter january february march april june july august september october november
december monday tuesday wednesday thursday friday saturday sunday labor labour union work works worker workers working
family families party people person member members organizer organizers organizing meeting meetings event events fair
rally vote votes voter voters voting election elections campaign pledge petition policy privacy term terms law laws
right rights justice action actions news update updates alert alerts reminder reminders notice consent opt opted
purchase condition required auto automated recurring frequency vary varies varied about marketing program programme
paid pay wage wages job jobs care health child children youth student students nurse nurses teacher teachers cook cooks
baker bakers carpenter driver drivers cleaner cleaners farmer farmers cashier painter painters clerk banker porter
guard canvass canvasser table booth hope peace love art music dance man men woman women boy girl kid point post paper
pen ink key keys book board hand hands head heart holiday land lead light lower major mind money moon power read ready
real rest reward safe sale say says said see share show speed stamp stand state stay step story strong summit swift
tide top trade trust wait ward warm water way ways wells while wish wonder word words world worth black white brown
green gold silver north south east west star sun rain snow stone rock wood woods
que los las una uno unos unas con por para del como más mas pero sin sobre hasta desde entre cada todo todos toda todas
otro otra este esta esto ese esa eso ser son soy está estoy están fue sea puede pueden puedo podrá podrán quiero quiere
acepto acepta acepté doy dar autorizo permiso recibo recibir recibiré reciba envíen enviar envíe mandar manden mensaje
mensajes texto textos llamada llamadas responda responder responde respondo escriba escribir alto parar pare basta
salir baja cancelar ayuda tarifa tarifas cobro cobros costo costos gratis precio aplicar aplican datos celular teléfono
número línea correo casa calle iglesia parque escuela tienda oficina puerta mesa campo lago río puente plaza ciudad
pueblo día días semana semanas semanal mes meses mensual año años mañana tarde noche hora horas vez veces fecha enero
febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre lunes martes miércoles
jueves viernes sábado domingo feria hoja lista formulario firma firmó firmé firmado tarjeta casilla nombre trabajo
trabajador trabajadora trabajadores sindicato unión familia familias partido gente persona personas miembro miembros
reunión reuniones evento eventos marcha voto votos votar votante elección elecciones campaña petición promesa política
privacidad término términos ley leyes derecho derechos justicia acción noticias aviso avisos alerta alertas
recordatorio consentimiento compra condición automático automáticos frecuencia varía salario salarios sueldo pago
empleo cuidado salud niño niños niña hijo hijos amigo amiga amigos bueno buena blanco blanca negro verde rojo azul amor
esperanza gracias victoria libertad
"""
_ORDINARY = frozenset(map(fold, _WORDS.split()))


def without_name(text: str, name: str | None) -> str:
    """The text with a mark for each word of the name, however it is cased and accented.

    A word that many sentences hold, like "will", is taken for the name only beside another part of it: "Will May".
    """
    parts = set(_WORD.findall(fold(name or "")))
    found = [each for each in _words_in(text) if each[0] in parts]
    kept, at = [], 0
    for place, (word, start, end) in enumerate(found):
        beside = any(_together(text, *two) for two in pairwise(found[max(place - 1, 0) : place + 2]))
        if end - start >= _SHORTEST and (beside or word not in _ORDINARY):
            kept += [text[at:start], MARK]
            at = end
    return "".join([*kept, text[at:]])


@lru_cache(maxsize=256)  # nearly always it is one text for a whole list
def _words_in(text: str) -> tuple[_Word, ...]:
    return tuple((fold(match[0]), *match.span()) for match in _WORD.finditer(text))


def _together(text: str, first: _Word, second: _Word) -> bool:
    return first[0] != second[0] and _BETWEEN.fullmatch(text[first[2] : second[1]]) is not None
