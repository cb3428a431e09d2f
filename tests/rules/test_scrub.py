"""What is taken out before anything is written, and what must stay."""

import re
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.scrub import MARK, scrub

LINES = [line for line in (Path(__file__).parent / "scrub_lines.txt").read_text().splitlines() if line[:1] in "-+"]
SECRETS = [line[2:] for line in LINES if line.startswith("-")]
HARMLESS = [line[2:] for line in LINES if line.startswith("+")]
SPACES = [" ", "  ", "\n", "\u00a0", "\t"]


def plain(line: str) -> str:
    return re.sub(r"[{}]", "", line)


@pytest.mark.parametrize("line", SECRETS)
def test_what_people_write_of_themselves_goes(line):
    result = scrub(plain(line))
    secret = re.search(r"\{(.*)\}", line)[1]
    assert result.found and MARK in result.text
    assert secret not in result.text
    digits = re.sub(r"\D", "", secret)
    assert len(digits) < 4 or digits not in re.sub(r"\D", "", result.text)


@pytest.mark.parametrize("line", HARMLESS)
def test_what_is_no_secret_stays(line):
    assert scrub(line).text == unicodedata.normalize("NFC", line)
    assert not scrub(line).found


@pytest.mark.parametrize("blank", SPACES)
def test_neither_case_nor_accents_nor_blanks_hide_a_secret(blank):
    for line, shout, bare, behind in product(SECRETS, (False, True), (False, True), ("", " .", "!")):
        text = plain(line)
        if bare:
            text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        text = (text.upper() if shout else text).replace(" ", blank)
        assert scrub(f"{text} {behind}").found, text


GAP = st.sampled_from(["-", " ", ".", " - ", "–", "/", "- "])


@given(st.from_regex(r"[1-8]\d{2}", fullmatch=True), st.from_regex(r"\d{2}", fullmatch=True),
       st.from_regex(r"\d{4}", fullmatch=True), GAP, GAP, st.sampled_from(["mi seguro es ", "", "ssn: ", "es el "]),
       st.sampled_from(["", " gracias", ".", ", ok?"]))  # fmt: skip
def test_no_ssn_survives_however_it_is_typed(area, group, serial, first, second, before, after):
    text = scrub(f"{before}{area}{first}{group}{second}{serial}{after}").text
    assert serial not in text and area not in text


@given(st.from_regex(r"\d{9}", fullmatch=True), st.sampled_from(["", " ", "-"]),
       st.sampled_from(["A", "a", "A ", "a ", "A-", "A#", "A# ", "alien no. "]))  # fmt: skip
def test_no_a_number_survives_however_it_is_typed(digits, gap, before):
    text = scrub(f"{before}{gap.join([digits[:3], digits[3:6], digits[6:]])} ok").text
    assert digits[:3] not in text and digits[6:] not in text


def with_check_digit(digits: str) -> str:
    """ISO/IEC 7812-1, counted by hand here."""
    total = sum(n if place % 2 else sum(divmod(2 * n, 10)) for place, n in enumerate(map(int, reversed(digits))))
    return digits + str(-total % 10)


@given(st.from_regex(r"[3-6]\d{14}", fullmatch=True), st.sampled_from(["", " ", "-", ".", "  "]))
def test_no_card_survives_however_it_is_typed(digits, gap):
    card = with_check_digit(digits)
    text = scrub(f"paga con {gap.join(card[at : at + 4] for at in range(0, 16, 4))} vence 12/28").text
    assert re.sub(r"\D", "", text) == "1228"


PHONES = st.tuples(st.from_regex(r"[2-9]\d{2}", fullmatch=True), st.from_regex(r"[2-9]\d{2}", fullmatch=True),
                   st.from_regex(r"\d{4}", fullmatch=True))  # fmt: skip


@given(PHONES, st.sampled_from(["{}-{}-{}", "({}) {}-{}", "{} {} {}", "{}.{}.{}", "{}{}{}", "+1{}{}{}", "1-{}-{}-{}",
                                "1 {} {} {}", "{} {}{}", "{}-{}{}"]),
       st.sampled_from(["call ", "llame a ", "mi numero es el ", "", "pregunte por Ana al "]))  # fmt: skip
def test_phone_numbers_stay(parts, form, before):
    text = f"{before}{form.format(*parts)} gracias"
    assert scrub(text).text == text


@given(st.from_regex(r"0[0-9]{4}(-\d{4})?", fullmatch=True), st.decimals("0.01", "99999", places=2),
       st.integers(1, 12), st.integers(1, 28))  # fmt: skip
def test_zips_money_and_dates_stay(zip_code, dollars, month, day):
    text = f"vivo en {zip_code}, me deben ${dollars:,} desde el {month}/{day}/2026"
    assert scrub(text).text == text


@pytest.mark.parametrize(
    ("text", "left", "found"),
    [
        ("my ssn is 123-45-6789, call 203-555-0123", "my ssn is [removed], call 203-555-0123", {"ssn"}),
        ("123 45 6789", "[removed]", {"ssn"}),
        ("social 123456789 ok", "social [removed] ok", {"ssn"}),
        ("mi seguro social termina en 6789", "mi seguro social termina en [removed]", {"ssn"}),
        ("A123456789", "[removed]", {"a_number"}),
        ("my A# is A-012345678.", "my A# is [removed].", {"a_number"}),
        ("A 123-456-789", "[removed]", {"a_number"}),
        ("alien number 087654321", "alien number [removed]", {"a_number"}),
        ("IOE0912345678", "[removed]", {"a_number"}),
        ("card 4111 1111 1111 1111 exp 12/27", "card [removed] exp 12/27", {"card"}),
        ("378282246310005", "[removed]", {"card"}),
        ("mi pasaporte es G12345678", "mi pasaporte es [removed]", {"passport"}),
        ("Passport no. 512345678", "Passport no. [removed]", {"passport"}),
        ("I'm undocumented and they owe me $1,200.50", "[removed] and they owe me $1,200.50", {"status"}),
        ("Soy indocumentada, trabajo 45 horas", "[removed], trabajo 45 horas", {"status"}),
        ("no tengo papeles", "[removed]", {"status"}),
        ("NO TENGO PAPELES Y ME DEBEN $300", "[removed] Y ME DEBEN $300", {"status"}),
        ("I don’t have papers", "I [removed]", {"status"}),
        ("estamos sin papeles en la finca", "[removed] en la finca", {"status"}),
        ("my husband is undocumented", "[removed]", {"status"}),
        ("no soy ciudadano", "[removed]", {"status"}),
        ("se me venció la visa", "[removed]", {"status"}),
        ("se me vencio\u0301 la visa", "[removed]", {"status"}),
        ("crucé la frontera en 2019", "[removed] en 2019", {"status"}),
        ("A123456789 y no tengo papeles", "[removed] y [removed]", {"a_number", "status"}),
    ],
)
def test_what_is_taken_out(text, left, found):
    result = scrub(text)
    assert (result.text, result.found) == (left, found)


@pytest.mark.parametrize(
    "text",
    [
        "203-555-0123",
        "(203) 555-0123",
        "2035550123",
        "+12035550123",
        "1 203 555 0123",
        "call 8605550100 or 2035550123",
        "llame a 860-555-0100",
        "06106",
        "06106-1234",
        "$123456789.00",
        "I worked 45.5 hours at 15.69",
        "de 9:00 a 17:30 el 11/20/2026",
        "2026-11-20",
        "4111 1111 1111 1112",  # fails the check digit
        "order 100000000000000",
        "my passport expired in 2024",
        "mi jefe tiene mi pasaporte",
        "they took our papers",
        "no tengo documentos de pago",
        "I don't have papers from my boss showing the hours",
        "is it illegal to pay less?",
        "¿es ilegal que no me paguen?",
        "my social security check is 1200",
        "¿Importa mi estatus migratorio?",
        "I work at the A1 diner",
        "soy legalmente mayor de edad",
    ],
)
def test_what_stays(text):
    result = scrub(text)
    assert (result.text, result.found) == (text, frozenset())


@given(st.text() | st.text(alphabet="A 0123456789-.$+#no tengo papeles"))
def test_any_text_is_scrubbed_once_and_for_all(text):
    once = scrub(text)
    assert scrub(once.text).text == once.text
    assert bool(once.found) == ("[removed]" in once.text and "[removed]" not in text) or "[removed]" in text


WAYS = [
    "mi seguro me cobra {money} y mi numero es {phone}", "call my social worker at {phone} in {zip}",
    "trabaje del {date} al {date} por {money} la hora", "my boss owes me {money} since {date}, call {phone}",
    "mi permiso para salir es el {date}", "we are all paid {money} in {zip}", "tengo corte el {date}, cel {phone}",
    "i work without breaks since {date} for {money}", "estoy en {zip} y me deben {money}",
]  # fmt: skip


@given(
    st.sampled_from(WAYS), st.sampled_from(["{}-{}-{}", "({}) {}-{}", "{}{}{}", "{} {} {}", "+1{}{}{}", "{}.{}.{}"]),
    st.tuples(st.integers(201, 989), st.integers(200, 999), st.integers(1000, 9999)),
    st.integers(1, 999999), st.sampled_from(["${}", "{} dolares", "$ {}"]), st.dates(),
    st.sampled_from(["%m/%d/%Y", "%Y-%m-%d", "%d-%m-%y", "%B %d"]), st.sampled_from(["06106", "06511-1234"]),
)  # fmt: skip
def test_phones_wages_dates_and_zips_stay(way, phone, parts, cents, money, day, written, code):
    text = way.format(
        phone=phone.format(*parts), money=money.format(cents / 100), date=day.strftime(written), zip=code
    )
    assert scrub(text).text == text
