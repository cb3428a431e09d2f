"""Short links: /l/TOKEN leads on to where the organizer meant. Says nothing about whose link it is."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request

from ..rules.links import TOKEN
from ..services import links
from .guards import bot, open_to_all

short = Blueprint("links", __name__)

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


@short.get("/l/<token>")
@open_to_all
def follow(token: str) -> Response:
    """302 to the address behind it; 404, in both languages, for one that there is not or whose owner was erased."""
    url = None
    if TOKEN.fullmatch(token):
        url = links.follow(
            bot(), token, method=request.method, user_agent=request.headers.get("User-Agent", ""),
            purpose=" ".join(request.headers.get(name, "") for name in AHEAD),
        )  # fmt: skip
    if url is None:
        org = bot().organisation.org
        said = f"This link is no longer valid. Este enlace ya no es válido.\n{org.name}: {org.url}\n"
        return Response(said, 404, HEADERS, content_type="text/plain; charset=utf-8")
    answer = redirect(url)
    answer.headers.update(HEADERS)
    return answer  # type: ignore[return-value]
