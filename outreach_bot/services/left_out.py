"""Why somebody of an audience gets no text, in words."""

from __future__ import annotations

from ..storage.audience import NO_CONSENT, NO_NUMBER, OPTED_OUT, UNREACHABLE, WITHDRAWN, YOUNG
from ..storage.blast_erased import ERASED

# In the order in which they are looked at: each person is counted at the first that holds.
REASONS = {
    NO_NUMBER: "no phone number that takes texts",
    OPTED_OUT: "opted out",
    YOUNG: "said that they are under 16",
    WITHDRAWN: "took their consent back",
    NO_CONSENT: "no evidence of consent",
    UNREACHABLE: "the carrier says that no text arrives at this number",
}
LEFT_OUT_BECAUSE = {
    **REASONS,
    "too_often": "has had this week's share of texts already",
    "canceled": "not texted before the blast was canceled",
    ERASED: "asked to be erased before it was sent",
    "too_late": "not texted before the time was up",
}
