"""Twilio's error codes that the simulator answers with, in words (https://www.twilio.com/docs/api/errors)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

WORDS = {
    20001: "Bad request",
    20003: "Authenticate",
    20009: "Resource not in a deletable state",
    20404: "The requested resource was not found",
    20429: "Too many requests",
    20500: "Internal server error",
    20503: "Service unavailable",
    21211: "Invalid 'To' Phone Number",
    21212: "Invalid 'From' Number",
    21266: "'To' and 'From' numbers cannot be the same",
    21408: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
    21602: "Message body is required",
    21603: "A 'From' or a 'MessagingServiceSid' is required",
    21604: "A 'To' phone number is required",
    21606: "The 'From' phone number is not a valid, message-capable number of this account",
    21609: "Invalid 'StatusCallback' URL",
    21610: "Attempt to send to unsubscribed recipient",
    21611: "This 'From' number has exceeded the maximum number of queued messages",
    21612: "The 'To' phone number is not currently reachable via SMS",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit",
    21623: "Number of media files exceeds allowed limit",
    21701: "The Messaging Service does not exist",
    21910: "Invalid 'From' and 'To' pair: both must be of the same channel",
    30001: "Queue overflow",
    30003: "Unreachable destination handset",
    30004: "Message blocked",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Message filtered by the carrier",
    30008: "Unknown error",
    30032: "Toll-free number has not been verified",
    30034: "Message from an unregistered number",
    30036: "Validity period expired",
    30409: "Message cannot be canceled: it is not scheduled",
    35111: "SendAt timestamp is missing",
    35115: "Scheduling does not support this timestamp",
    35118: "MessagingServiceSid is required to schedule a message",
    35126: "The ScheduleType value provided is not supported",
    63016: "Outside the 24-hour window of WhatsApp: a template is needed",
    90007: "ValidityPeriod out of range",
}


def words(code: int | None) -> str | None:
    return None if code is None else WORDS.get(code, f"Error {code}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The API says no: an HTTP status and Twilio's code. Nothing was kept."""

    http_status: int
    code: int

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "message": words(self.code),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.http_status,
        }
