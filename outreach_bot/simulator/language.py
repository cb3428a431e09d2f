"""A label for a bubble: does this text look English or Spanish? A guess from short word lists, no more."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

_WORD = re.compile(r"[^\W\d_]+")
_SPANISH = frozenset(
    _WORD.findall(
        "a al alto ayuda con de del el ella en es esta este esto gracias hola la las le les lo los mas me mensaje "
        "mensajes mi no nos o para pero por puede que quiere responda se si sin su sus trabajo un una unirme usted "
        "voto votar y ya salarios salario derechos igualdad empezar parar como donde cuando tiene reciba escriba "
        "sindicato ciudad nombre"
    )
)
_ENGLISH = frozenset(
    _WORD.findall(
        "a and are at be by can do for from have hello help hi how i if in is it join me message messages more my no "
        "not of on or our pledge please reply start stop text thank thanks that the this to union unsubscribed vote "
        "wages we what when where will with work workers yes you your rights name city received receive"
    )
)
_PLAIN = str.maketrans("áéíóúü", "aeiouu")


@lru_cache(maxsize=4096)
def guess(text: str) -> Literal["en", "es"] | None:
    """ "Gracias por escribir" → "es"; None when nothing tells."""
    lowered = text.lower()
    words = _WORD.findall(lowered.translate(_PLAIN))
    spanish = sum(word in _SPANISH for word in words) + 2 * len(re.findall("[¿¡ñáéíóú]", lowered))
    english = sum(word in _ENGLISH for word in words)
    if spanish == english:
        return None
    return "es" if spanish > english else "en"
