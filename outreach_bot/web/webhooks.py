"""The carrier's two doors: a text comes in, a receipt comes in. No logic: verify, parse, call a service."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from .. import logs
from ..channels import twilio
from ..errors import BadRequest, ProviderDown
from ..services import inbound
from .guards import bot, signed_by_twilio

webhooks = Blueprint("webhooks", __name__)
log = logs.get(__name__)


@webhooks.post("/twilio/inbound")
@signed_by_twilio("/twilio/inbound")
def text_came_in() -> Response:
    """The reply travels in this very response, as TwiML."""
    try:
        text = twilio.parse_inbound(request.form, account_sid=bot().settings.twilio_account_sid)
    except BadRequest as error:
        log.warning("webhook refused", reason=str(error))
        abort(400)
    # None: a short code wrote, which is no person.
    answer = twilio.EMPTY_TWIML if text is None else inbound.receive(bot(), text)
    return Response(answer, content_type="text/xml; charset=utf-8")


@webhooks.post("/twilio/status")
@signed_by_twilio("/twilio/status")
def receipt_came_in() -> Response:
    """Only written down here; a job folds hundreds of receipts in one transaction."""
    try:
        receipt = twilio.parse_receipt(request.form, request.args, account_sid=bot().settings.twilio_account_sid)
    except BadRequest as error:
        log.warning("webhook refused", reason=str(error))
        abort(400)
    try:
        bot().receipts.push(receipt)
    except ProviderDown:
        log.error("a receipt was not taken: Redis does not answer; it will be polled")
        abort(503)
    return Response(status=204)
