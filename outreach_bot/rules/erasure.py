"""Does somebody ask us to erase what we hold about them? In English and Spanish, misspelt or not.

Only what is theirs and with us: "delete my messages" is such a wish; "delete the picture", "erase my debt", "borrar mis
antecedentes" and "they deleted my hours" are not. "Delete me from your list" is an opt-out (`consent.py`), unless data,
messages or everything is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from . import consent
from .consent_words import SOMEBODY
from .folding import once_a_turn
from .phrases import Phrases, Words, clauses, heard, joined, listed
from .spelling import Spelling, misspellings

_MOST_WORDS = 40  # of a longer text we ask: it tells a story
_MOST_BEFORE = 9  # words of politeness or asking before the verb

_LISTS = {
    "erase": "delete erase wipe purge destroy clear forget",
    "all": "all any every of the both also everything and whole entire please a",
    "adj": "personal private contact phone cell own whole entire text old past previous cellphone",
    "data": "data info information details answers messages texts chat chats conversation conversations convo history "
    "account profile texting",
    "number": "number phone cell contact phone_number cell_number",
    "unsure": "records name stuff file files address",
    "chat": "chat conversation convo thread",
    "told": "said told tell wrote write sent gave texted shared say typed",
    "have": "have know saved kept got stored keep save hold collected store",
    "gone": "deleted erased wiped gone removed destroyed forgotten",
    "borre": "borra borre borren borrar borran borras borres elimina elimine eliminen eliminar eliminan suprima "
    "supriman suprimir destruya destruyan destruir desaparezca desaparezcan",
    "borreme": "borrame borreme borrenme borrarme borremen borranme eliminame elimineme eliminenme eliminarme",
    "olvide": "olvida olvide olviden olvidar",
    "olvideme": "olvidame olvideme olvidenme olvidarme",
    "todo": "todo toda todos todas el la los las cada",
    "dato": "datos dato informacion info mensajes textos chat chats conversacion conversaciones platica platicas "
    "cuenta historial respuestas perfil",
    "numero": "numero telefono celular contacto cel numero_de_telefono",
    "quizas": "nombre registros archivo archivos direccion cosas",
    "charla": "chat conversacion platica charla",
    "dije": "dije dijimos conte contamos escribi escribimos mande mandamos puse hable platique",
    "sabe": "saben sabe sabes tienen tiene tienes tengan tenga guardaron guardan guarda guardo hayan haya",
    "borrado": "borrados borrado borrada borradas eliminados eliminada eliminado eliminadas",
}
_RULES = """
    ^ <erase> <all>? <all>? <all>? my|our <all>? <adj>? <adj>? <data>
    ^ <erase> <all>? <all>? <adj>? data|info|information $|please|about|you|on|that|from|now
    ^ <erase> <all>? <all>? this|the|our|whole|entire <all>? <chat>
    ^ <erase> everything $|please|about|on|you|now|from|thanks|i|that|of|in
    ^ <erase> it|this|all <all>? all|it|this|that $|please|now
    ^ <erase> me $|please|now|thanks|completely|entirely
    ^ <erase> <all>? what|whatever|anything|everything|all? that? i|ive|we <all>? already? just? <told>
    ^ <erase> <all>? what|whatever|anything|everything|all that? you|u|yall|youve guys? all? <have>
    ^ get|getting rid of <all>? <all>? my|our <all>? <adj>? <adj>? <data>
    ^ remove <all>? <all>? <all>? my|our <adj>? <adj>? data|info|information|messages|texts|answers|chat|conversation|\
history|details
    ^ my|our <adj>? <adj>? <data> to? be? <gone>
    ^ everything <gone>
    ^ be forgotten|erased
    ^ to be forgotten|erased
    ^ <borre>|<borreme>|<olvide> <todo>? <todo>? mi|mis|nuestros|nuestra <dato>
    ^ <borre>|<borreme> <todo>? <todo>? los|la datos|informacion mios|mia|personal|personales|que|sobre|de_mi|que_les
    ^ <borre>|<borreme>|<olvide> todo $|favor|por|porfavor|porfa|lo|de_mi|ya|ahora|esto|eso|mio|y|sobre|que|gracias
    ^ <borre> lo mio
    ^ borrar $
    ^ me <borre> $|favor|por|porfavor|porfa|ya|ahora
    ^ borro|elimino <todo>? <todo>? mi|mis <dato>
    ^ quite|quiten|quitar|saque|saquen|remueva|remuevan|remover <todo>? <todo>? mi|mis datos|informacion|mensajes
    ^ <borreme>|<olvideme> $|favor|por|porfavor|porfa|ya|ahora|gracias|completamente|por_completo
    ^ <borre>|<olvide> me|m $|todo|por|favor|porfavor|porfa|ya
    ^ <olvide>|olvidate|olvidese|olvidense de mi $|favor|por|porfavor|porfa|ya
    ^ <borre>|<borreme>|<olvide> todo? lo|cuanto que? yo? ya? les|le|te? <dije>
    ^ <borre>|<borreme>|<olvide> todo? lo|cuanto que? ustedes? <sabe>
    ^ <borre>|<borreme> <todo>? este|esta|el|la|nuestro|nuestra <charla>
    ^ mi|mis <dato> <borrado>
    ^ ser borrado|borrada|olvidado|olvidada
    ^ que mi|mis <dato> sea|sean <borrado>
"""
# What a number is deleted from may be a list: then it is an opt-out.
_NUMBER = """
    ^ <erase> <all>? <all>? <all>? my|our <adj>? <adj>? <number>
    ^ my <adj>? <adj>? <number> to? be? <gone>
    ^ mi <numero> <borrado>
    ^ <borre>|<borreme>|olviden|olvida|olvidar <todo>? <todo>? mi|mis <numero>
"""
_UNSURE = """
    ^ delete|erase|wipe <all>? <all>? <all>? my <adj>? <adj>? <unsure>
    ^ <erase> <all>? <all>? <all>? the messages|texts $
    ^ delete|erase|wipe it|this? $|please
    ^ delete|erase|wipe it|this|these after|afterwards|later|when|once
    ^ <borre>|<borreme> <todo>? <todo>? mi|mis <quizas>
    ^ <borre> <todo>? los|estos mensajes|textos $
    ^ <borre> $|favor|por|porfavor|eso|esto
    ^ me lo|los <borre> $|despues|luego|cuando|al_final
    ^ dont|do_not|not|stop keep|save|store|keeping|saving|storing ..1 my ..1 <data>|<number>
    ^ no guarden|guarde|guardes|conserven ..1 mi|mis <dato>|<numero>
"""
_WISHES = Phrases(_RULES, _LISTS)
_WISHES.add(_NUMBER, _LISTS, about="number")
_WISHES.add(_UNSURE, _LISTS, about="unsure")

_VERBS = listed(" ".join(_LISTS[name] for name in ("erase", "borre", "borreme", "olvide", "olvideme")))
_STARTS = _VERBS | listed(
    "get getting remove my our everything be me mi mis ser que dont not no olvidate olvidese olvidense borro elimino "
    "quite quiten quitar saque saquen remueva remuevan remover"
)
_ASKING = listed("how where what do does did should is when who como donde puedo cuando quien cual cuales derecho se")
_HOW = listed("how como")
# When they are done, not now: what they still want to say would be lost.
_LATER = Phrases("""
    after|afterwards|later|despues|luego|al_final
    when|once|cuando ..2 done|finish*|through|over|termin*|acab*
    at the end
""")
_OF_US = listed("can could would will pueden puede podria podrian pudieran quisieran podrias puedes")
_PLEASE = listed("please pls plz plse favor porfavor porfa porfis xfa")
_BEFORE = (
    _ASKING
    | _OF_US
    | _PLEASE
    | listed(
        "kindly just hey hi hello ok okay yes now then so also and thanks thank you u ur guys yall id i im ill like "
        "want wanna need to go ahead lets let must ask asking request requesting demand would rather love wish may "
        "might we get have there way about going actually sir maam good morning si hola oiga oigan mire miren por "
        "gracias quiero kiero quisiera necesito ocupo deseo pido solicito les le me te se que para pa hago hacer "
        "tengo es posible usted ustedes entonces ya y a ahora mejor buenos buenas dias tardes noches disculpe "
        "disculpen haganme hagame el senor senora senorita gustaria exijo deben debe tienen tiene manera forma de "
        "manda mandar pedir poner escribir"
    )
)
_FROM = listed("from off of on in at with about regarding de del en sobre")
_THEIRS = listed("your ur you u the this here there su sus tu tus la el los las ustedes aqui ahi esta este")
_OURS = listed(
    "system systems records record database files file phone phones side list lists computer servers server end app "
    "sistema registros registro base datos archivos archivo telefono celular lista computadora memoria bot you here "
    "there aqui ahi ustedes organization group grupo chat conversation conversacion me mi"
)
_LIST = listed("list lists lista listas group grupo mailing directory contacts contactos ahi aqui here there")
_ALREADY = listed(
    "error querer accidente accidentalmente accident accidentally mistake equivoque equivocacion equivocado ayer "
    "anoche sin"
)
_OTHERS = SOMEBODY | listed("told tells dice dijo dicen quiere wants wanted made makes")
_CONJUNCTIONS = listed("and y e but pero then n luego also tambien")
# "My husband checks my phone delete everything": a wish without a comma before it.
_COMMANDS = listed("delete erase borren borre borra eliminen elimine elimina")
_ALL_OF_IT = listed("todo todos everything all")
_NO_COMMAND_AFTER = listed(
    "to they he she it you i we who will would can could should must may not dont didnt never no nunca que se lo la me "
    "nos les le si says said say told tell dice dijo dicen if ya"
)

_TYPED = listed("delete erase forget borra borre borren borrar borrame")
_SPANISH = {
    word
    for name in ("borre", "borreme", "olvide", "olvideme", "dato", "numero", "charla", "dije")
    for entry in _LISTS[name].split()
    for word in entry.split("_")
}
_KNOWN = {
    *_WISHES.words, *_BEFORE, *_OTHERS, *_OURS,
    *listed("race raise era eras borro borde borra deleted respuesta mensaje answer message"),
}  # fmt: skip
_SPELLING = Spelling(
    known=_KNOWN,
    spanish=_SPANISH,
    typos={
        **misspellings(_TYPED, known=_KNOWN),
        **dict.fromkeys(listed("deleat dilete delit deleit dellet delet delte deleite"), "delete"),
        **dict.fromkeys(listed("erace eraze irase"), "erase"),
        **dict.fromkeys(listed("borar borrr vorrar vorar borrrar"), "borrar"),
        **dict.fromkeys(listed("infos infomation"), "information"),
    },
)


Object = Literal["yes", "number", "unsure"]  # of an erasure: theirs and with us; a number, maybe a list's; maybe it


@dataclass(frozen=True, slots=True)
class Wish:
    """`says` yes: erase, now. ask: it may be meant, or it is asked how; ask once. `stops`: it also asks for no more
    texts."""

    says: Literal["yes", "ask", "no"]
    stops: bool = False


_NONE = Wish("no")
_OBJECTS: tuple[tuple[str, Object], ...] = (("", "yes"), ("number", "number"), ("unsure", "unsure"))


@once_a_turn
def wish_to_be_erased(text: str) -> Wish:
    """Whether this message asks us to erase what we hold about the person. Never raises."""
    said = [_SPELLING.correct(clause) for clause in clauses(text) or [heard(text)]]
    if not any(map(_WISHES.subjects, said)):
        return _NONE
    pieces = _pieces(said)
    read = [_read(piece) for piece in pieces]
    found = {verdict for verdict in read if verdict != "no"}
    if not found:
        return _NONE
    words = [word for piece in pieces for word in piece]
    rest = "".join(joined(piece) for piece, verdict in zip(pieces, read, strict=True) if verdict == "no")
    if not _ALREADY.isdisjoint(words):
        return _NONE
    refuses = consent.opt_out(text) == "yes"
    stops = refuses and (not found.isdisjoint(("number", "unsure")) or consent.opt_out(rest) != "no")
    told = len(words) > _MOST_WORDS or not _OTHERS.isdisjoint(rest.split()) or not _HOW.isdisjoint(words)
    late = _LATER.find(words) is not None
    return Wish("ask" if told or late or found <= {"how", "unsure"} else "yes", stops)


def _pieces(said: Iterable[Words]) -> list[Words]:
    """Clauses, cut at "and" and "y" where a new wish begins, and before "delete everything"."""
    pieces: list[Words] = []
    for words in said:
        piece: Words = []
        for place, word in enumerate(words):
            if word in _CONJUNCTIONS and piece and place + 1 < len(words):
                pieces.append(piece)
                piece = []
                continue
            if piece and _begins_a_wish(words, place):
                pieces.append(piece)
                piece = []
            piece.append(word)
        pieces.append(piece)
    return pieces


def _begins_a_wish(words: Words, place: int) -> bool:
    return (
        words[place] in _COMMANDS
        and not _ALL_OF_IT.isdisjoint(words[place + 1 : place + 2])
        and words[place - 1] not in _NO_COMMAND_AFTER
    )


def _read(piece: Words) -> Object | Literal["how", "no"]:
    """What one piece says: politeness before the verb, the verb, what is to be erased, and from where."""
    for start in range(min(len(piece), _MOST_BEFORE + 1)):
        said = _object(piece[start:]) if piece[start] in _STARTS else None
        if said is not None:
            return _asked(piece[:start], piece, said)
        if piece[start] not in _BEFORE:
            return "no"
    return "no"


def _object(words: Words) -> Object | None:
    for kind, said in _OBJECTS:
        match = _WISHES.find(words, about=kind)
        if match is None:
            continue
        last = len(joined(words)[: match.end()].split())
        named_list = said != "yes" and not _LIST.isdisjoint(words[last:])
        return None if named_list or _from_elsewhere(words[last - 1 :]) else said
    return None


def _from_elsewhere(tail: Words) -> bool:
    """ "…from Facebook", "… de mi jefe", "… on the schedule": not what we hold."""
    for place, word in enumerate(tail[:3]):
        if word in _FROM:
            rest = [each for each in tail[place + 1 : place + 4] if each not in _THEIRS or each in _OURS]
            mine = rest[:2] in (["me"], ["mi"]) or (rest[:1] in (["me"], ["mi"]) and rest[1:2] in ([], ["y"]))
            return bool(rest) and not mine and (rest[0] in ("me", "mi", "my") or rest[0] not in _OURS | _PLEASE)
    return False


def _asked(before: Words, piece: Words, said: Object) -> Object | Literal["how"]:
    """ "How do I …", "can I …" ask how; "can you …" too, unless it says please, or names the number."""
    how: Literal["unsure", "how"] = "unsure" if said == "number" or len(piece) == len(before) + 1 else "how"
    if not _ASKING.isdisjoint(before) or ("can" in before and "i" in before):
        return how
    if before and not _OF_US.isdisjoint(before[:4]) and _PLEASE.isdisjoint(piece) and said == "yes":
        return "yes" if before[0] in ("you", "u") else how
    return said
