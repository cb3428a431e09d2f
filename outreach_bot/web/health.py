"""Is the process alive, and can it do its work?"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from ..services import health
from .guards import bot, open_to_all

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@open_to_all
def alive() -> Response:
    return jsonify(status="ok")


@pages.get("/readyz")
@open_to_all
def ready() -> tuple[Response, int]:
    """200 when database, Redis and flows are there, else 503; names what is missing, never an address."""
    parts = health.check(bot())
    fine = all(parts.values())
    return jsonify(status="ok" if fine else "not ready", **{k: "ok" if v else "missing" for k, v in parts.items()}), (
        200 if fine else 503
    )
