"""A name leaves the evidence of consent, and the words of the evidence stay."""

from __future__ import annotations

import pytest

from outreach_bot.rules.names_in_texts import without_name

MONTHLY = "I will get up to 4 texts a month. I may reply STOP."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (MONTHLY, "Will May"),
        (MONTHLY, "WILL"),
        (MONTHLY.upper(), "May"),
        ("Sign-up sheet, Labor Day, May 1", "May Labor"),
        ("Check the box. Mark your town. Msg & data rates may apply.", "Mark Box"),
        ("Recibiré hasta 4 mensajes al mes. Responda ALTO para salir.", "Alto Mes"),
        ("Acepto recibir textos del sindicato, unión de trabajadores", "Unión"),
        ("I agree to get texts", "Al To"),
        (MONTHLY, None),
        (MONTHLY, "¡!"),
        ("", "Will May"),
    ],
)
def test_words_stay(text: str, name: str | None) -> None:
    assert without_name(text, name) == text


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("guadalupe: yes", "Guadalupe Ruiz", "[name]: yes"),
        ("Guadalupe Ruiz signed the sheet", "Guadalupe Ruiz", "[name] [name] signed the sheet"),
        ("Signed by Ruiz, Guadalupe", "Guadalupe Ruiz", "Signed by [name], [name]"),
        ("firmó Maria Diaz en la feria", "María Díaz", "firmó [name] [name] en la feria"),
        ("told ROSA at the door", "Rosa", "told [name] at the door"),
        ("Will May said: I will. May I call?", "Will May", "[name] [name] said: I will. May I call?"),
        ("May, Will", "Will May", "[name], [name]"),
        ("Jean-Luc's yes", "Jean-Luc", "[name]-[name]'s yes"),
        ("Rosario agreed, Rosa did not", "Rosa", "Rosario agreed, [name] did not"),
    ],
)
def test_names_leave(text: str, name: str, kept: str) -> None:
    assert without_name(text, name) == kept
