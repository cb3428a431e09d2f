"""The privacy notice on the web: both languages on one page, the reader's own first. It tells nothing about anybody."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, render_template, request

from ..services import notice
from .guards import bot, open_to_all

notices = Blueprint("notice", __name__)
_ONLY_THIS_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


@notices.get("/privacy")
@open_to_all
def privacy() -> Response:
    found = notice.notices(bot())
    if not found:
        abort(404)
    wanted = [language.partition("-")[0].lower() for language in request.accept_languages.values()]  # "es-MX" is es
    found.sort(key=lambda each: wanted.index(each.language) if each.language in wanted else len(wanted))
    page = make_response(render_template("privacy.html", org=bot().organisation.org, notices=found))
    page.headers["Content-Security-Policy"] = _ONLY_THIS_PAGE
    page.headers["Referrer-Policy"] = "no-referrer"
    page.headers["Vary"] = "Accept-Language"
    return page
