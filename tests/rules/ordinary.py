"""What members answer all day: numbers, days, names, towns, trades, a yes and a thanks, in the few words people use.

So short a text gives a classifier little to go by, and a person who answers "4 por favor" or "this is Soledad Paz" must
never be taken for somebody who wants no more texts or is in danger. `answers("learnt")` is learnt from; the words of
`answers("kept")` stand in other lists, so that the tests can tell whether it has understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

Part = Literal["learnt", "kept"]

_WORDS: dict[Part, dict[str, str]] = {  # commas between them
    "learnt": {
        "nth": "first,second,third,fourth,last,other,next,same,middle",
        "nth_es": "primera,primero,segunda,segundo,tercera,cuarta,ultima,ultimo,otra,otro,misma",
        "n": "one,two,three,five,seven,eight,ten,twelve,fifteen,thirty,forty,1,2,3,4,6,9,10,13,18,20,26,35,44,60",
        "n_es": "uno,dos,tres,cuatro,siete,ocho,diez,doce,quince,treinta,cuarenta,1,2,3,4,5,7,9,11,14,16,22,40",
        "day": "monday,tuesday,thursday,saturday",
        "day_es": "lunes,martes,jueves,sabado",
        "month": "january,march,june,july,october,december",
        "month_es": "enero,marzo,junio,julio,octubre,diciembre",
        "name": "Maria,Jose,Dolores,Consuelo,Soledad,Angel,Jesus,Lupe,Rosa,Will,Hope,Mark,Bill,Linda,Kevin,Tyrone,"
                "Milagros,Domingo,Grace,Pat,Yolanda,Wilmer,Edwin,Xiomara",
        "surname": "Rivera,Ortiz,Guerra,Paz,Cruz,Toro,Bravo,Stone,Smith,Brown,Jones,Williams,Davis,Garcia,Lopez,"
                   "Hernandez,Nguyen,Kowalski,Baptiste,Quitman,Reyes,Salvador,Killian",
        "town": "Hartford,New Haven,Bridgeport,Danbury,Killingly,New London,Willimantic,Derby,Norwich",
        "job": "cook,cleaner,nanny,roofer,nurse,waiter,guard,butcher,driver,home health aide,knife sharpener",
        "job_es": "cocinera,niñera,techador,chofer,guardia,carnicero,enfermera,jornalero,lavaplatos",
        "place": "warehouse,slaughterhouse,police station,nail salon,ice plant,school,farm",
        "place_es": "fabrica,matadero,bodega,hielera,escuela,construccion,finca",
        "kin": "mother,husband,sister,kids,boss,neighbor",
        "kin_es": "mama,esposo,hermana,hijos,jefe,vecina",
    },
    "kept": {
        "nth": "fifth,sixth,seventh,top,bottom,left",
        "nth_es": "quinta,quinto,sexta,septima,penultima",
        "n": "four,six,nine,eleven,fourteen,twenty,fifty,5,7,8,11,12,15,17,24,30,32,50,55",
        "n_es": "cinco,seis,nueve,once,trece,veinte,cincuenta,6,8,10,12,13,15,18,20,25,30,50",
        "day": "wednesday,friday,sunday",
        "day_es": "miercoles,viernes,domingo",
        "month": "february,april,may,august,september,november",
        "month_es": "febrero,abril,mayo,agosto,septiembre,noviembre",
        "name": "Carmen,Juan,Mercedes,Socorro,Pedro,Luis,Joy,Faith,Rob,Sue,Jack,Destiny,Fatima,Altagracia",
        "surname": "Santos,Vega,Salazar,Martinez,Delgado,Wolf,Hunter,Miller,Johnson,Parada",
        "town": "Stamford,Waterbury,New Britain,Killingworth,Groton,Meriden,Old Lyme,Union",
        "job": "janitor,painter,cashier,plumber,dishwasher,security guard,hair stylist,gardener",
        "job_es": "limpieza,pintor,mesera,jardinero,soldador,cajera,costurera",
        "place": "hotel,bakery,construction site,gun shop,hospital,car wash",
        "place_es": "hotel,panaderia,tienda,lavanderia,clinica,cocina",
        "kin": "daughter,wife,brother,son,cousin,landlord",
        "kin_es": "hija,marido,hermano,hijo,prima,casero",
    },
}  # fmt: skip

_SAID: dict[Part, tuple[str, ...]] = {
    "learnt": (
        "{nth} one", "the {nth} one", "the {nth} one please", "i want the {nth} one", "i think the {nth} one",
        "maybe the {nth} one", "it's the {nth} one", "the {nth} two", "{nth} one pls", "the {nth} option",
        "la {nth_es}", "quiero la {nth_es}", "mejor la {nth_es}", "pues la {nth_es}", "la {nth_es} nomas",
        "creo que la {nth_es}", "el {nth_es} por favor", "deme el {nth_es}",
        "{n} please", "number {n}", "option {n} pls", "about {n} hours", "{n} hours a week", "like {n} days",
        "{n} dollars an hour", "{n} people", "{n} months ago", "around {n} pm", "no {n}", "yes {n}", "{n} or so",
        "{n_es} por favor", "{n_es} porfa", "el {n_es}", "como {n_es} horas", "{n_es} horas a la semana",
        "{n_es} dolares la hora", "somos {n_es}", "hace {n_es} dias", "a las {n_es}", "a las {n_es} y media",
        "tengo {n_es} hijos", "{n_es} mas o menos", "la opcion {n_es}",
        "last {day}", "since {day}", "{day} morning", "{day} works for me", "el {day_es} pasado", "desde el {day_es}",
        "el {day_es} puedo", "todos los {day_es}", "{month} {n}", "end of {month}", "since {month}", "until {month}",
        "desde {month_es}", "a finales de {month_es}", "{n_es} de {month_es}", "hasta {month_es}",
        "{name}", "{name} {surname}", "this is {name}", "this is {name} {surname}", "my name is {name}",
        "my name is {name} {surname}", "im {name}", "call me {surname}", "{name} here", "me llamo {name} {surname}",
        "soy {name}", "mi nombre es {name} {surname}", "{name} {surname} para servirle", "hola soy {name}",
        "{name} a sus ordenes", "a sus ordenes", "{name} a la orden", "a la orden", "con mucho gusto {name}",
        "{town}", "i live in {town}", "near {town}", "vivo en {town}", "soy de {town}", "{town} ct",
        "i am a {job}", "im a {job}", "i work as a {job}", "i work in a {place}", "i work at a {place}", "a {place}",
        "soy {job_es}", "trabajo de {job_es}", "trabajo en una {place_es}", "en {place_es}",
        "me and my {kin}", "my {kin}", "my {kin} and me", "yo y mi {kin_es}", "mi {kin_es}", "para mi {kin_es}",
        "not me my {kin}", "yo no", "yo no mi {kin_es}",
        "no mas preguntas", "nothing else", "nada mas", "eso es todo", "thats it", "that is all thanks", "ya termine",
        "no thanks", "no gracias", "not yet", "todavia no", "none of them", "ninguna de esas", "all of them", "todas",
        "i quit", "renuncie", "they fired me", "me despidieron", "i left", "me fui", "bye thanks", "adios gracias",
        "talk later", "luego le escribo", "im at work", "estoy trabajando", "hold on", "espere un momento", "wait",
    ),
    "kept": (
        "the {nth} one", "i want the {nth} one", "maybe the {nth} one", "ok the {nth} one", "give me the {nth} one",
        "la {nth_es}", "quiero la {nth_es}", "mejor la {nth_es}", "pues la {nth_es}", "esa {nth_es}",
        "{n} please", "number {n} please", "about {n}", "{n} hours", "i worked {n} days", "{n} kids", "at {n}",
        "{n_es} por favor", "numero {n_es}", "como {n_es}", "unas {n_es} semanas", "trabaje {n_es} dias",
        "on {day}", "next {day}", "every {day}", "este {day_es}", "el {day_es} en la mañana", "in {month}",
        "mid {month}", "en {month_es}", "fin de {month_es}", "el {n_es} de {month_es}",
        "{name} {surname}", "this is {name} {surname}", "my name is {surname}", "hi im {name}", "hi this is {name}",
        "soy {name} {surname}", "me llamo {surname}", "habla {name} a sus ordenes", "habla {name}", "call me {name}",
        "in {town}", "im from {town}", "cerca de {town}", "en {town} connecticut", "{job}", "i'm a {job} in {town}",
        "{job_es}", "soy {job_es} en {town}", "the {place}", "at the {place}", "en un {place_es}",
        "my {kin} did", "me and my {kin}", "mi {kin_es} y yo", "es para mi {kin_es}", "it's for my {kin}",
    ),
}  # fmt: skip


def answers(part: Part) -> list[str]:
    """Every phrase with each of the words it may hold; where it holds two, both lists are gone through side by side."""
    words = {name: listed.split(",") for name, listed in _WORDS[part].items()}
    return sorted({said for phrase in _SAID[part] for said in _with_words(phrase, words)})


def _with_words(phrase: str, words: dict[str, list[str]]) -> Iterator[str]:
    held = [name for name in words if f"{{{name}}}" in phrase]
    longest = max((len(words[name]) for name in held), default=1)
    for turn in range(longest if len(held) < 2 else 3 * longest):
        # the second list runs by steps of its own, so that a first name meets several surnames
        yield phrase.format(**{name: words[name][(turn * (1 + 2 * at) + at) % len(words[name])]
                               for at, name in enumerate(held)})  # fmt: skip
