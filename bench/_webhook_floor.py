"""The floor beside bench/inbound.py: a webhook that checks the signature, reads a row, writes a row and answers."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

from flask import Flask, Response, abort, request
from sqlalchemy import Column, MetaData, String, Table, Text, bindparam, create_engine, event, func, insert, select
from sqlalchemy.exc import DBAPIError
from twilio.request_validator import RequestValidator

app = Flask(__name__)
metadata = MetaData()
texts = Table(
    "floor_texts", metadata, Column("sid", String(64), primary_key=True), Column("sender", String(64), index=True),
    Column("body", Text),
)  # fmt: skip
engine = create_engine(os.environ["FLOOR_DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://"))
validator = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])
BASE = os.environ["FLOOR_SIGNED_FOR"]
HEARD = select(func.count()).select_from(texts).where(texts.c.sender == bindparam("who"))
WRITE = insert(texts)


@event.listens_for(engine, "connect")
def as_ours(connection: Any, _record: Any) -> None:
    """The same durability as the bot's own SQLite."""
    if engine.dialect.name == "sqlite":
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")


with suppress(DBAPIError):  # the other worker was faster
    metadata.create_all(engine)


@app.get("/healthz")
def alive() -> str:
    return "ok"


@app.post("/twilio/inbound")
def text_came_in() -> Response:
    signature = request.headers.get("X-Twilio-Signature", "")
    if not validator.validate(f"{BASE}/twilio/inbound", request.form, signature):
        abort(403)
    form = request.form
    with engine.begin() as connection:
        heard = connection.execute(HEARD, {"who": form["From"]}).scalar()
        connection.execute(WRITE, {"sid": form["MessageSid"], "sender": form["From"], "body": form["Body"]})
    answer = f'<?xml version="1.0" encoding="UTF-8"?><Response><Message>Text {heard}</Message></Response>'
    return Response(answer, content_type="text/xml; charset=utf-8")
