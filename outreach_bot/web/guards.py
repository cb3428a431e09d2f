"""Who may call a route. Every view names its guard; a test walks the URL map and finds none without."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, current_app, request

from .. import logs
from ..channels import twilio
from ..services.ports import Bot

View = Callable[..., Any]
log = logs.get(__name__)


def bot() -> Bot:
    found: Bot = current_app.extensions["outreach_bot"]
    return found


def open_to_all(view: View) -> View:
    """Anybody: says nothing about anybody."""
    view.guard = "open_to_all"  # type: ignore[attr-defined]
    return view


def signed_by_twilio(path: str) -> Callable[[View], View]:
    """Only the carrier: X-Twilio-Signature over PUBLIC_BASE_URL + this literal path + the raw query (Twilio,
    "Validating requests"). Flask's `request.url` decodes the query and would not match."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded() -> Any:
            settings = bot().settings
            signed = twilio.verify(
                request.headers.get("X-Twilio-Signature", ""),
                path,
                request.query_string,
                request.form,
                public_base_url=settings.public_base_url,
                tokens=settings.twilio_auth_token,
            )
            if not signed:
                log.warning("webhook refused: the signature does not match", path=path)
                abort(403)
            return view()

        guarded.guard = "signed_by_twilio"  # type: ignore[attr-defined]
        return guarded

    return guard
