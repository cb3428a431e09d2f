"""Who says that they are under 16, in any text and either language, and who says something else with such a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.age import says_under_16
from outreach_bot.rules.phrases import listed

YOUNG = """
i am 15
I'm 15
im 14
i m 13
im fifteen
im 14 btw
im only 14 tho
im 14 haha ok
im 14 if that matters
im 15 still in school
tengo 14 jaja
yo tengo 13 años jeje
tengo 15 por cierto
i'm only 14
Im 15 and my boss wont pay
hi im 14 can i work at the mall
i'm 14 and my boss hits me
my boss hits me and im 14
i am 15 years old
i'm a 15 year old girl
im 14yo
i'm 13 y/o
15 years old
15 year old here, they dont pay me
I'm under 16
im under 15 years old
i am younger than 16
im a minor
im still a minor can i vote
i'm underage
im not 16 yet
i'm not even 16
im almost 16
i turn 16 next month
im turning 15 in may
i just turned 14
my age is 14
ill be 15 in June
im in 8th grade
i am an 8th grader and i work at the farm
i'm in middle school
i have 14 years old
Hello. I am 15. Can I join?
tengo 14
tengo 15
Tengo quince años
tengo 15 años
tengo 14 anos
tengo 14años
tengo kinse anos
tngo 13 anios
tengo 15 años y no me pagan
tengo 14 años y trabajo en una cocina
solo tengo 14
tengo apenas 15 años
tengo 15 puedo trabajar en el mol
tengo 14 y quiero trabajar
tengo 14 y medio
sí, tengo 15 años
si tengo 15 años
hola tengo 13 años, me pueden ayudar?
tengo 15 de edad
soy menor de edad
Soy una menor de edad
todavia soy menor de edad
soy menor y quiero trabajar
soy menor de 16 años
tengo menos de 16 años
no tengo 16 años todavía
todavía no cumplo 16
voy a cumplir 15 en marzo
cumplo 16 en octubre
acabo de cumplir 14
mi edad es 15
estoy en octavo grado
mi patron me pega y tengo 14 años
"""
NOT = """
my son is 15
my daughter turned 15
i have a 15 year old
i have a 15 year old son
mom of a 14 year old
my kid is 14 years old
we have 15 year old boilers
i have 15 hours
i worked 15
15
im 15 minutes late
i'm 15 min away
i am 15 weeks pregnant
i'm 15 hours short
i am 15 dollars short
i'm 15,000 in debt
im $15 short
i am 15 years in this job
i'm 15 years sober
im 15 years here
i have 15 years
i have 15 years experience
i was 15 when i came
i started when i was 14
if i am 15 can i work
i'm 16
im 17
i am 35 years old
i'm not 15
i'm under 18 hours
im under 40 hours
i'm under a lot of stress
i'm 15th in line
im 15 out of 20
im at 15 an hour
i am 10 miles away
im 12-14 weeks along
i am 5 ft tall
there are 15 of us
they pay me 15 and i am 30
i work for a minor league team
minor injury
i'm on a minor party ballot
i'm a minor, im 17 and turn 18 in october
my son says i am 15
tengo 15 años trabajando aquí
tengo 15 años aqui
tengo 15 años en la compañia
tengo 15 años de experiencia
tengo 10 años de trabajar ahi y no me pagan
tengo 15 años viviendo en Bridgeport
tengo 15 años que no voy a mi pais
tengo 15 años como cocinero
tengo 15 años y sigo ganando lo mismo
tengo 15 años y nunca me han dado vacaciones
tengo 15 empleados
tengo 15 dias sin cobrar
tengo 15 horas
tengo 15,000 pesos
tengo 15.50
tengo 10 personas que se quieren reunir
tengo 12 horas extras
tengo 14 dias de vacaciones
tengo quince dias
tengo 3 hijos
tengo 12 y 14 horas
tengo 17 años
tengo 16
tengo 34 años
mi hijo tiene 15 años
mi hija tiene 14
tengo un hijo de 15 años
tengo una hija menor de edad
mi hermano menor
desde que tengo 15 años trabajo
cuando tenia 15 años
trabajo desde los 14 años
llevo 15 años trabajando
hace 15 años que trabajo
cumpli 15 años trabajando aqui
voy a cumplir 15 años en la empresa
cumplo 15 años de casado
soy el menor de mis hermanos
tengo un problema menor
todavia soy menor, me faltan tres meses pa los 18
puedo votar si soy menor
los menores votan en primaria
mi hijo dice: tengo 15 años
gano 15
cumpli 5 años y quiero votar otra vez
tengo diez y seis y me quiero apuntar
la quinceañera de mi hija
quince
"""


@pytest.mark.parametrize("text", YOUNG.strip().splitlines())
def test_they_say_that_they_are_under_16(text: str) -> None:
    assert says_under_16(text) is not None


@pytest.mark.parametrize("text", NOT.strip().splitlines())
def test_they_say_something_else(text: str) -> None:
    assert says_under_16(text) is None



@given(st.text())
def test_any_text_is_heard_without_a_fault(text: str) -> None:
    says_under_16(text)


@given(
    st.integers(5, 15),
    st.sampled_from(sorted(listed("hours minutes days weeks miles horas minutos dias semanas empleados hijos pesos"))),
    st.sampled_from(["i am {} {}", "im {} {} late", "i have {} {}", "tengo {} {}", "tengo {} {} y no me pagan"]),
)
def test_so_many_of_anything_else_is_no_age(number: int, unit: str, way: str) -> None:
    assert says_under_16(way.format(number, unit)) is None


@given(st.integers(16, 99), st.sampled_from(["i am {}", "im {} years old", "tengo {} años", "tengo {}"]))
def test_nor_is_an_age_from_16_on(number: int, way: str) -> None:
    assert says_under_16(way.format(number)) is None


@pytest.mark.parametrize(("text", "said"), [
    ("i am 15", "number"), ("tengo 14", "number"), ("15 years old", "number"), ("tengo 15 años", "plainly"),
    ("im 15 years old", "plainly"), ("soy menor de edad", "plainly"),
])  # fmt: skip
def test_a_number_by_itself_may_answer_something_else(text: str, said: str) -> None:
    assert says_under_16(text) == said
