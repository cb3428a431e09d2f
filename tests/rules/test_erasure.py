"""Who asks us to erase what we hold, in any wording of either language, and what else is erased and deleted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.erasure import wish_to_be_erased
from outreach_bot.rules.phrases import listed

YES = """
erase all my info
delete this chat
delete my data
delet my data
delte my information
please delete my messages
delete all my messages please
pls erase my texts
delete everything
delete everything you have on me
erase everything i told you
delete what i said
delete all the info you have about me
wipe my data
i want you to delete my data
I want my data deleted
i need you to erase my info now
id like my information deleted please
can you please delete my data
could you erase my information please
you can delete my info now
delete our conversation
erase this conversation please
forget everything i said
forget what i told you
get rid of my info
remove all my information
delete my account
please erase me
delete me
erase my number
delete my number from your records
delete my info from your list
stop texting me and delete my info
delete my data and stop texting
olvídeme por favor
olvida me
olvidame
olvidense de mi
elimina mi numero
borre mi numero por favor
borra mi informacion y no me escriban
borre mis mensajes
borren mis mensajes por favor
borar mis datos
borar todo
borar
borren lo que dije
borra todo lo que te dije
borren todo lo que saben de mi
quiero que borren mis datos
necesito que eliminen mi informacion
kiero que vorren mis datos
por favor borre este chat
borre esta conversacion
elimine toda mi informacion
eliminen mis datos de su sistema
borrame todo
borrenme por favor
me borran mis datos por favor
pueden borrar mis datos por favor
borra mis datos y mi numero
hola, quiero borrar mi informacion
borre mi cuenta
borren mi conversasion
ya no me escriban y borren todo
"""
ASK = """
delete this after please
borren esto despues por favor
please delete this conversation when we are done
borre la conversacion cuando terminemos
mi esposo revisa mi celular borren todo
my husband checks my phone delete everything
he reads my phone please erase everything
mi marido me revisa el telefono borren todo lo que les dije
how do I delete my info
how can i erase my data
how do i get you to delete my messages
can you delete my data?
can you delete my info
could you erase my information
can i delete my data
como borro mis datos
como borro mis mensajes
como hago para borrar mi informacion
puedo borrar mis datos
pueden borrar mis datos?
se puede borrar mi informacion
delete my name
erase my records
no guarden mis datos
dont keep my info
borre los mensajes
borren
delete
erase
my boss told me to quit and delete my messages
"""
NO = """
my boss told me delete all the photos
he said delete everything
mi jefe dice borren todo
my boss makes us erase all our hours
erase my debt
erase student debt
cancel my debt
borrar mis antecedentes
como borro mi record
borrar la deuda
erase my record
delete the picture
delete the photo i sent
delete my last message
delete my last answer
erase that, i meant 38
delete friday
delete yes put no
me borraron de la lista de votantes
borraron mi nombre de la lista de empleados
me borraron del horario
my boss deleted my hours
they deleted my punches
he erased my texts
my boss wants me to delete the messages
mi jefe quiere que borre los mensajes
no borre los mensajes de mi jefe
borre mis mensajes por error
borre mis mensajes sin querer
borre la foto
borre mi respuesta
dont delete my number
no me borren
please dont delete me
delete me from your list
delete my number from your list
take me off the list
remove me
remove my number
bórreme de la lista
borreme de su lista
borrenme del grupo
borren mi numero de la lista
delete my data from facebook
how do i delete my messages from my phone
borrar mis mensajes de facebook
borrar mi nombre del contrato
se me borro su mensaje me lo manda otra vez
i deleted my app
deleted your last text can you send again
forget it
forget that
i forgot my number
olvide mi numero
se me olvido mi cita
no olviden mi cheque
borron y cuenta nueva
clear my name
clear my schedule
i want to clear my record
my number is 203 555 0142
everything is fine
my info is wrong
mis datos estan mal
how do i get my pay
can you help me
stop
alto
the company deleted my information from payroll
he told me to delete everything
my ex wants me to erase everything
"""


@pytest.mark.parametrize("text", YES.strip().splitlines())
def test_this_asks_to_be_erased(text: str) -> None:
    assert wish_to_be_erased(text).says == "yes"


@pytest.mark.parametrize("text", ASK.strip().splitlines())
def test_this_asks_how_or_is_unsure(text: str) -> None:
    assert wish_to_be_erased(text).says == "ask"


@pytest.mark.parametrize("text", NO.strip().splitlines())
def test_this_is_about_something_else(text: str) -> None:
    assert wish_to_be_erased(text).says == "no"


@pytest.mark.parametrize(("text", "stops"), [
    ("borra mi informacion y no me escriban", True), ("delete my info and dont text me", True),
    ("stop. delete my data", True), ("elimina mi numero", True), ("erase all my info", False),
    ("borre mis mensajes", False), ("delete this chat", False), ("how do i delete my info", False),
])  # fmt: skip
def test_it_may_also_ask_for_silence(text: str, stops: bool) -> None:
    assert wish_to_be_erased(text).stops is stops


@given(st.text())
def test_any_text_is_heard_without_a_fault(text: str) -> None:
    wish_to_be_erased(text)


@given(st.lists(st.sampled_from(sorted(listed("delete erase my data and y borre mis datos from de me please todo")))))
def test_nor_do_its_own_words_in_any_order(words: list[str]) -> None:
    wish_to_be_erased(" ".join(words))
