"""Any audience, asked of a database, is the people of whom it is true: also where nothing is known of somebody."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text, update

from outreach_bot.errors import Stale
from outreach_bot.rules.audience import (
    All,
    Answered,
    Audience,
    Consents,
    Either,
    Everyone,
    GotBlast,
    HasField,
    Heard,
    InZip,
    Joined,
    LivesIn,
    Not,
    OptedOut,
    Speaks,
    Tagged,
    Texted,
    Told,
)
from outreach_bot.rules.zips import town_of_zip
from outreach_bot.services.left_out import REASONS
from outreach_bot.storage import answers, audience, blasts, consents, members, vocabulary
from outreach_bot.storage.database import Database
from outreach_bot.storage.ids import new_id
from outreach_bot.storage.listed import listed, names
from outreach_bot.storage.party import Party, load_party
from outreach_bot.storage.sealed import Keys
from outreach_bot.storage.tables import addresses as address_table
from outreach_bot.storage.tables import audiences as audience_table
from outreach_bot.storage.tables import consents as consent_table
from outreach_bot.storage.tables import fact_quotes
from outreach_bot.storage.tables import members as member_table
from outreach_bot.storage.tables import messages as message_table

PEOPLE = 120
QUESTIONS: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("pledge", "choice", ("talk", "plan")), ("again", "yes_no", (True, False)),
    ("topics", "choices", (["pay"], ["pay", "niñera"], [])), ("name", "name", ("x",)),
)  # fmt: skip
STATUSES = ("waiting", "attempted", "delivered", "refused", "left_out", "unclear")
VALUES = ("old", "older", "right", "coming")  # of the fact "f"; the last two hold


class Crowd:
    """People of whom this and that is known or not, in the database and, as the judge, in plain Python."""

    def __init__(self, database: Database, keys: Keys, now: datetime) -> None:
        self.now = now
        chance = random.Random(7)
        self.people: dict[str, dict[str, Any]] = {}
        with database.transaction() as connection:
            self.blasts = [
                blasts.create(connection, keys, name="b", texts={"en": "x"}, programme="updates", asked_for="",
                              created_by="ana", now=now)
                for _ in range(2)
            ]  # fmt: skip
            blasts.move(connection, self.blasts[0], ["draft"], "done", finished_at=now - timedelta(days=20))
            for number in range(PEOPLE):
                self._add(connection, keys, number, chance)

    def _add(self, connection: Any, keys: Keys, number: int, chance: random.Random) -> None:
        def maybe(*values: Any) -> Any:
            return chance.choice([None, *values])

        party = load_party(connection, keys, "sms" if number % 10 else "web", f"+1203555{number:04}", self.now)
        fields = {name: value for name, value in (
            ("shift", maybe("day", "mañana")), ("years", maybe(0, 7, 12.5)), ("driver", maybe(True, False)),
            ("hired", maybe("2020-05-01", "2024-01-31")), ("notes", maybe("")),
        ) if value is not None}  # fmt: skip
        person: dict[str, Any] = {
            "language": maybe("en", "es"), "zip": maybe("06106", "06051", "06351", "10001"),
            "town": maybe("Hartford", "Lisbon"), "tags": {t for t in ("a", "ab", "a_b") if chance.random() < 0.4},
            "fields": fields or None, "heard": maybe(self.now, self.now - timedelta(days=40)),
            "joined": self.now - timedelta(days=chance.randint(0, 3)), "opted_out": chance.random() < 0.3,
            "number": number % 10 != 0, "forgotten": chance.random() < 0.1, "young": chance.random() < 0.1,
            "unreachable": maybe(self.now, self.now - timedelta(days=60)),
        }  # fmt: skip
        connection.execute(update(member_table).where(member_table.c.id == party.member_id).values(
            language=person["language"], zip=person["zip"], town=person["town"], tags=listed(person["tags"]),
            fields=person["fields"], last_heard_at=person["heard"], created_at=person["joined"],
            forgotten_at=self.now if person["forgotten"] else None, young=person["young"],
        ))  # fmt: skip
        connection.execute(update(address_table).where(address_table.c.id == party.address_id).values(
            opted_out_at=self.now if person["opted_out"] else None, unreachable_at=person["unreachable"],
        ))  # fmt: skip
        self._consent(connection, party, person, chance)
        person["answers"] = {}
        for question, kind, values in QUESTIONS:
            for _ in range(chance.randint(0, 2)):
                person["answers"]["f", question] = value = chance.choice(values)
                answers.save(connection, keys, member_id=party.member_id, flow="f", flow_version="1", step="s",
                             name=question, kind=kind, value=value, at=self.now)  # fmt: skip
        person["texts"] = {}
        for blast in self.blasts:
            status = maybe(*STATUSES)
            at = self.now - timedelta(days=30 if blast == self.blasts[0] else chance.choice((1, 9)))
            if status is not None:
                person["texts"][blast] = (status, at)
                connection.execute(insert(message_table), {
                    "id": new_id(self.now), "direction": "out", "member_id": party.member_id, "channel": "sms",
                    "purpose": "blast", "status": status, "private": False, "priority": 0, "created_at": at,
                    "updated_at": at, "provider_checked": 0, "blast_id": blast,
                    "attempted_at": None if status in ("waiting", "left_out") else at,
                })  # fmt: skip
        self._tell(connection, party, person, chance)
        self.people[party.member_id] = person

    def _tell(self, connection: Any, party: Party, person: dict[str, Any], chance: random.Random) -> None:
        """Up to three texts that quote the fact, sent or not, some hours after they were written."""
        person["told"] = []
        for _ in range(chance.randint(0, 3)):
            written = self.now - timedelta(hours=chance.randint(0, 9))
            status = chance.choice((*STATUSES, "undelivered"))
            sent = None if status in ("waiting", "left_out") else written + timedelta(hours=chance.choice((0, 4)))
            values = set(chance.choices(VALUES, k=chance.choice((1, 1, 2))))
            message = {
                "id": new_id(self.now), "direction": "out", "member_id": party.member_id, "channel": "sms",
                "purpose": "reply", "status": status, "private": False, "priority": 0, "created_at": written,
                "updated_at": written, "provider_checked": 0, "attempted_at": sent,
            }  # fmt: skip
            connection.execute(insert(message_table), message)
            told = [("f", value) for value in values] + [("g", "old")]
            connection.execute(insert(fact_quotes), [
                {"message_id": message["id"], "fact_id": fact, "value": value, "at": written} for fact, value in told
            ])  # fmt: skip
            person["told"] += [(value, status, sent or written) for value in values]

    def _consent(self, connection: Any, party: Party, person: dict[str, Any], chance: random.Random) -> None:
        who = {"member_id": party.member_id, "address_id": party.address_id, "language": "en", "source": "s",
               "at": self.now}  # fmt: skip
        person["programmes"], person["revoked"] = set(), set()
        for _ in range(chance.randint(0, 4)):
            programme = chance.choice(("updates", "updates_es"))
            if chance.random() < 0.6:
                consents.grant(connection, programme=programme, wording="w", **who)
                person["programmes"].add(programme)
            else:
                consents.revoke(connection, programme=programme, **who)
                person["programmes"].discard(programme)
                person["revoked"].add(programme)

    def true_of(self, asked: Audience) -> set[str]:
        return {
            member for member, person in self.people.items() if not person["forgotten"] and self.holds(asked, person)
        }

    def holds(self, asked: Audience, person: dict[str, Any]) -> bool:
        match asked:
            case Everyone():
                return True
            case All(parts):
                return all(self.holds(part, person) for part in parts)
            case Either(parts):
                return any(self.holds(part, person) for part in parts)
            case Not(part):
                return not self.holds(part, person)
            case Tagged(tag):
                return tag in person["tags"]
            case Consents(programme):
                return programme in person["programmes"]
            case Speaks(language):
                return bool(person["language"] == language)
            case InZip(zip_code):
                return bool(person["zip"] == zip_code)
            case LivesIn(town):
                told = {person["town"], person["zip"] and town_of_zip(person["zip"])} - {None}
                return not told if town is None else town in told
            case OptedOut():
                return bool(person["opted_out"])
            case Heard(since):
                return person["heard"] is not None and (since is None or person["heard"] >= since)
            case Joined(since):
                return bool(person["joined"] >= since)
            case GotBlast(blast):
                return self.was_texted(person, blast)
            case Told(fact, old, holds):
                wrong = [at for value, status, at in person["told"] if value in old
                         and status in ("attempted", "delivered", "unclear", "undelivered")]  # fmt: skip
                right = [at for value, status, at in person["told"] if value in holds
                         and status in ("waiting", "attempted", "delivered", "unclear")]  # fmt: skip
                return fact == "f" and bool(wrong) and not any(at >= max(wrong) for at in right)
            case Texted(since):
                return any(self.was_texted(person, b) and person["texts"][b][1] >= since for b in self.blasts)
            case Answered(flow, question, value, several):
                found = [v for (f, q), v in person["answers"].items() if f == flow and question in (None, q)]
                if value is None:
                    return bool(found)
                return any(value in v if several else v == value for v in found)
            case HasField(name, _, sign, value):
                held = (person["fields"] or {}).get(name)
                if sign is None or held is None:
                    return held is not None
                told = held if isinstance(held, bool) or not isinstance(value, Decimal) else Decimal(str(held))
                value = value if isinstance(value, bool | Decimal) else str(value)
                return {"=": told == value, "<": told < value, ">=": told >= value}[sign]  # type: ignore[operator]

    def was_texted(self, person: dict[str, Any], blast: int) -> bool:
        return blast in person["texts"] and person["texts"][blast][0] in ("attempted", "delivered", "unclear")


@pytest.fixture
def crowd(database: Database, keys: Keys, now: datetime) -> Crowd:
    return Crowd(database, keys, now)


def found(database: Database, keys: Keys, asked: Audience) -> list[str]:
    with database.reading() as connection:
        return [person.member_id for batch in audience.read(connection, keys, asked, "updates") for person in batch]


def asked_of(now: datetime) -> st.SearchStrategy[Audience]:
    moments = st.sampled_from([now - timedelta(days=days) for days in (0, 1, 2, 8, 10, 25, 35, 50)])
    conditions = st.one_of(
        st.sampled_from([
            Everyone(), OptedOut(), Tagged("a"), Tagged("a_b"), Tagged("ab"), Tagged("axb"), Speaks("es"), Speaks(None),
            Consents("updates"), Consents("updates_es"), InZip("06106"), LivesIn("Hartford"), LivesIn("Lisbon"),
            LivesIn(None), LivesIn("New Britain"), Heard(None), GotBlast(1), GotBlast(2), Answered("f"), Answered("g"),
            Answered("f", "name"), Answered("f", "pledge", "talk"), Answered("f", "again", True),
            Answered("f", "again", False), Answered("f", "topics", "pay", True),
            Answered("f", "topics", "niñera", True),
            HasField("notes", "text"), HasField("shift", "choice", "=", "mañana"),
            HasField("driver", "yes_no", "=", True), HasField("driver", "yes_no", "=", False),
            HasField("years", "number", "=", Decimal("12.5")),
            HasField("years", "number", "<", Decimal(12)), HasField("years", "number", ">=", Decimal(7)),
            HasField("hired", "date", "<", datetime(2022, 1, 1).date()),  # noqa: DTZ001
            Told("f", ("old", "older"), ("coming", "right")), Told("f", ("old",), ("right",)), Told("f", ("old",), ()),
            Told("h", ("old",), ()),
        ]),
        moments.map(Heard), moments.map(Joined), moments.map(Texted),
    )  # fmt: skip
    return st.recursive(
        conditions,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=2, max_size=3).map(tuple).map(All),
            st.lists(inner, min_size=2, max_size=3).map(tuple).map(Either),
        ),
        max_leaves=6,
    )


def test_the_database_says_what_is_true(database: Database, keys: Keys, crowd: Crowd) -> None:
    @settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(asked_of(crowd.now))
    def any_audience(asked: Audience) -> None:
        wanted = crowd.true_of(asked)
        assert found(database, keys, asked) == sorted(wanted)
        with database.reading() as connection:
            assert audience.count(connection, asked) == len(wanted)
            assert sum(audience.reasons(connection, asked, "updates").values()) == len(wanted)

    any_audience()


def test_everybody_has_the_first_reason_that_holds(database: Database, keys: Keys, crowd: Crowd) -> None:
    def reason(person: dict[str, Any]) -> str | None:
        if not person["number"]:
            return "no_number"
        if person["opted_out"]:
            return "opted_out"
        if person["young"]:
            return "young"
        if "updates" in person["programmes"]:
            given_up, heard = person["unreachable"], person["heard"]
            return "unreachable" if given_up and (heard is None or heard <= given_up) else None
        return "withdrawn" if "updates" in person["revoked"] else "no_consent"

    wanted = {member: reason(person) for member, person in crowd.people.items() if not person["forgotten"]}
    with database.reading() as connection:
        told = {person.member_id: person.left_out for batch in audience.read(connection, keys, Everyone(), "updates")
                for person in batch}  # fmt: skip
        counted = audience.reasons(connection, Everyone(), "updates")
        assert told == wanted
        assert counted == Counter(wanted.values()) and set(counted) == {None, *REASONS}
        for each in REASONS:
            behind = [person for batch in audience.read(connection, keys, Everyone(), "updates", reason=each)
                      for person in batch]  # fmt: skip
            assert {person.member_id for person in behind} == {m for m, why in wanted.items() if why == each}


def test_the_column_of_programmes_is_what_follows_from_the_evidence(database: Database, crowd: Crowd) -> None:
    with database.reading() as connection:
        rows = connection.execute(select(consent_table).order_by(consent_table.c.id)).all()
        last = {(row.member_id, row.programme): row.action for row in rows}
        for member, held in connection.execute(select(member_table.c.id, member_table.c.programmes)):
            assert names(held) == {p for (m, p), action in last.items() if m == member and action == "grant"}


def test_a_launched_audience_stays_what_it_was(
    database: Database, keys: Keys, crowd: Crowd, now: datetime
) -> None:
    asked = All((Tagged("a"), Not(Speaks("es"))))
    before = sorted(crowd.true_of(asked))
    with database.transaction() as connection:
        assert audience.freeze(connection, crowd.blasts[1], asked) == len(before) > 3
    with database.transaction() as connection:
        for member in before[:2]:
            members.set_language(connection, member, "es")
        members.forget(connection, keys, before[-1], now)
        for member in set(crowd.people) - set(before):
            members.tag(connection, member, "a")
    with database.transaction() as connection:
        blast = blasts.get(connection, keys, crowd.blasts[1])
        assert [person.member_id for person in blasts.people(connection, keys, blast, 100)] == before[:-1]
        audience.thaw(connection, blast.id)
        assert connection.execute(select(audience_table)).all() == []


def test_a_slice_late_in_an_audience_reads_its_own_people_only(
    database: Database, keys: Keys, crowd: Crowd, now: datetime
) -> None:
    """Joined from the first person on for every slice, a million took minutes. Small as they are, these tables would be
    read whole: what only large ones are read by is forced."""
    if database.sqlite:
        pytest.skip("SQLite has no other way than by the index")
    blast, people = crowd.blasts[1], [f"{number:032x}" for number in range(1, 1001)]
    with database.transaction() as connection:
        connection.execute(insert(member_table), [{"id": each, "created_at": now} for each in people])
        connection.execute(insert(address_table), [
            {"id": each, "member_id": each, "channel": "sms", "hash": each, "key_id": "k", "created_at": now}
            for each in people
        ])  # fmt: skip
        connection.execute(insert(audience_table), [{"blast_id": blast, "member_id": each} for each in people])
        connection.execute(text("ANALYZE"))
        connection.execute(text("SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off"))
        statement = blasts._people("updates").compile(dialect=connection.dialect)
        params = {**statement.params, "blast": blast, "after": people[-101], "most": 50}
        ((plan,),) = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", params).all()
    steps, read = [plan[0]["Plan"]], []
    while steps:
        step = steps.pop()
        read.append(step["Actual Rows"] * step["Actual Loops"] + step.get("Rows Removed by Filter", 0))
        steps += step.get("Plans", [])
    assert read[0] == 50 and max(read) < len(people) / 2


def test_a_person_has_one_number_for_texts(database: Database, keys: Keys, now: datetime) -> None:
    with database.transaction() as connection:
        one, other = (load_party(connection, keys, "sms", number, now) for number in ("+12035550142", "+14755550177"))
    with pytest.raises(Stale), database.transaction() as connection:
        connection.execute(update(address_table).where(address_table.c.id == other.address_id)
                           .values(member_id=one.member_id))  # fmt: skip


def test_what_there_is_to_ask_for(database: Database, crowd: Crowd) -> None:
    with database.reading() as connection:
        assert vocabulary.tags(connection) == {"a", "ab", "a_b"}
        assert vocabulary.programmes(connection) == {"updates", "updates_es"}
        assert [vocabulary.has_tag(connection, tag) for tag in ("a_b", "axb", "b", "%")] == [True, False, False, False]
        assert vocabulary.has_programme(connection, "updates") and not vocabulary.has_programme(connection, "update")
        assert vocabulary.has_blast(connection, 1) and not vocabulary.has_blast(connection, 3)
