"""Short links: what a token looks like, and whether it was a person who opened one."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

# No 0 O 1 l I: somebody may type it from a phone. 9 of 56 letters: 5 * 10^15, so that guessing finds nobody's.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz"
TOKEN_LENGTH = 9
TOKEN = re.compile(rf"[{ALPHABET}]{{{TOKEN_LENGTH}}}")

# A scanner of the carrier or the phone follows every link as soon as the text is there; nobody reads so fast.
TOO_SOON = timedelta(seconds=5)
# Programs that look at links: previews of messengers, search engines, scanners of mail and carriers, scripts. Apple's
# Messages names itself after Facebook's and Twitter's.
_MACHINES = re.compile(
    r"(?i)(?<!cu)bot\b|bot/|crawl|spider|preview|scan|fetch|monitor|headless|facebookexternalhit|facebot|whatsapp|telegram|"
    r"slack|discord|skype|viber|linkedin|pinterest|embedly|bitly|google-(?:safety|read-aloud|pagerenderer|inspection)|"
    r"googlemessages|bing|yandex|baidu|barracuda|proofpoint|mimecast|symantec|trend ?micro|forcepoint|zscaler|"
    r"cloudmark|adaptivemobile|twilio|curl|wget|python|java/|okhttp|go-http|node|axios|libwww|httpclient|postman"
)
_AHEAD = re.compile(r"(?i)prefetch|preview|prerender")


def opened_by_a_person(
    method: str, user_agent: str, purpose: str, sent_at: datetime | None, now: datetime
) -> bool:
    """Does this request count as a click? `purpose`: the Sec-Purpose, Purpose and X-Purpose headers, joined. `sent_at`:
    when the text was handed to the carrier; None: it never was."""
    if method != "GET" or not user_agent.strip() or _MACHINES.search(user_agent) or _AHEAD.search(purpose):
        return False
    return sent_at is not None and now - sent_at >= TOO_SOON
