"""Twilio's error codes: what each means, and what we do about it. Apart from the SDK, for who only explains one."""

from __future__ import annotations

from .base import Action, Code

_HOUR = 3600
_NOT_A_NUMBER = Code("This is not a number that can receive texts.", Action.BAD_ADDRESS)
_SENDER = Code("Our sending number or messaging service is not set up correctly at Twilio.", Action.PAUSE)
_REGISTRATION = Code("Our number's registration with the carriers is missing or suspended.", Action.PAUSE)
_DAILY_CAP = Code("The carrier's daily limit for our organisation is reached.", Action.DAILY_CAP, _HOUR)
_BODY = Code("The text itself is not acceptable (empty, too long, or a wrong picture).", Action.REPORT)
BUSY = Code("Too many requests at once; the carrier did not take this one.", Action.SLOW_DOWN, 1)
_CONGESTED = Code("The person's carrier was congested.", Action.RETRY, 45 * 60)
_SCHEDULE = Code("The carrier's scheduling was used wrongly.", Action.REPORT)
_SERVER = Code("Twilio had an error of its own; the text may or may not have been sent.", Action.LOOK_UP)
_BLOCKED = Code("The person has blocked our texts on this channel.", Action.OPT_OUT)

# https://www.twilio.com/docs/api/errors. An answer to our request, a receipt's ErrorCode, or both.
CODES: dict[int, Code] = {
    20003: Code("Twilio does not accept our account and token.", Action.STOP_ALL),
    20005: Code("Our Twilio account is suspended.", Action.STOP_ALL),
    30002: Code("Our Twilio account is suspended.", Action.STOP_ALL),
    20404: Code("Twilio does not know what was asked for.", Action.REPORT),
    20429: BUSY,
    20500: _SERVER,
    20503: _SERVER,
    # The address
    21211: _NOT_A_NUMBER,
    21217: _NOT_A_NUMBER,
    21401: _NOT_A_NUMBER,
    21421: _NOT_A_NUMBER,
    21408: Code("We do not send texts to this country.", Action.BAD_ADDRESS),
    21610: Code("The person has opted out of our texts.", Action.OPT_OUT),
    21612: Code("This number cannot be reached by text from our number.", Action.BAD_ADDRESS),
    21614: Code("This number is a landline or cannot receive texts.", Action.BAD_ADDRESS),
    21608: Code("A Twilio trial account only texts numbers that were verified with it.", Action.PAUSE),
    21219: Code("A Twilio trial account only texts numbers that were verified with it.", Action.PAUSE),
    # The sender
    21212: _SENDER,
    21603: _SENDER,
    21606: _SENDER,
    21659: _SENDER,
    21660: _SENDER,
    21701: _SENDER,
    21702: _SENDER,
    21703: _SENDER,
    21704: _SENDER,
    21705: _SENDER,
    21711: _SENDER,
    21712: _SENDER,
    21609: Code("Twilio cannot use our address for receipts; PUBLIC_BASE_URL must be reachable.", Action.PAUSE),
    21611: Code("Our number has too many texts waiting at Twilio.", Action.SLOW_DOWN, 30 * 60),
    # The text
    21602: _BODY,
    21617: _BODY,
    21619: _BODY,
    21620: _BODY,
    21623: _BODY,
    21654: _BODY,
    21656: _BODY,
    90007: Code("The time that a text may wait was out of range.", Action.REPORT),
    35114: _SCHEDULE,
    35115: _SCHEDULE,
    35117: _SCHEDULE,
    35118: _SCHEDULE,
    35125: _SCHEDULE,
    # On the way (receipts)
    14107: Code("More than fifteen replies to one person within half a minute: a loop.", Action.REPORT, 30),
    30001: Code("Too many texts were waiting at Twilio.", Action.SLOW_DOWN, 30 * 60),
    30003: Code("The phone was off or out of reach.", Action.RETRY, 4 * _HOUR),
    30004: Code("The person blocked our texts, or texted STOP to their carrier.", Action.OPT_OUT),
    30005: Code("The carrier does not know this number; it may no longer be in service.", Action.DROP),
    30006: Code("This number is a landline, or its carrier cannot be reached.", Action.BAD_ADDRESS),
    30007: Code("The carrier filtered the text as spam.", Action.REPORT),
    30008: Code("The carrier gave no reason.", Action.RETRY, _HOUR),
    30009: Code("A part of an incoming text was lost.", Action.DROP),
    30010: Code("The text was more expensive than allowed.", Action.REPORT),
    30011: Code("The person's carrier does not take picture messages.", Action.REPORT),
    30017: _CONGESTED,
    30410: _CONGESTED,
    30022: Code("We sent faster than our registration allows.", Action.SLOW_DOWN, 5 * 60),
    30023: _DAILY_CAP,
    30027: _DAILY_CAP,
    30032: Code("Our toll-free number is not verified.", Action.PAUSE),
    30033: _REGISTRATION,
    30034: _REGISTRATION,
    30035: _REGISTRATION,
    30036: Code("The text could not be delivered before its time was up.", Action.DROP),
    30047: Code("Twilio could not move the text to a permitted hour.", Action.RETRY, _HOUR),
    30450: Code("Twilio held the text back as suspicious traffic.", Action.RETRY, 40 * 60),
    30610: Code("Twilio blocked the text because of quiet hours where the person is.", Action.RETRY, 12 * _HOUR),
    30640: Code("Twilio lists this number as one that must not be texted.", Action.OPT_OUT),
    # WhatsApp
    63003: Code("This number has no WhatsApp.", Action.BAD_ADDRESS),
    63024: Code("This number has no WhatsApp.", Action.BAD_ADDRESS),
    63014: _BLOCKED,
    63033: _BLOCKED,
    63016: Code("On WhatsApp we may only write freely within a day of the person's last message.", Action.DROP),
    63018: Code("We sent faster than WhatsApp allows.", Action.SLOW_DOWN, 5 * 60),
    63038: Code("WhatsApp's daily limit for our account is reached.", Action.DAILY_CAP, _HOUR),
}
_UNKNOWN = Code("Twilio refused the text for a reason this program does not know.", Action.REPORT)
NOT_TWILIO = Code("The address of the texting service answers, but not as Twilio does.", Action.PAUSE)


def explain(code: int) -> Code:
    """What an error code means and asks for. An unknown one is never retried and is shown to staff."""
    return CODES.get(code, _UNKNOWN)
