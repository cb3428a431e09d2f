"""The delivery ladder: whatever the order in which statuses arrive, the truth stays."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.delivery import FINAL, RANK, fold, is_final

STATUSES = st.sampled_from(sorted(RANK))


def folded(statuses):
    current = "waiting"
    for status in statuses:
        current = fold(current, status)
    return current


@pytest.mark.parametrize("order", list(permutations(["queued", "sending", "sent", "delivered"])))
def test_the_order_of_arrival_does_not_matter(order):
    assert folded(order) == "delivered"


@pytest.mark.parametrize(
    ("statuses", "end"),
    [
        (["undelivered", "delivered"], "delivered"),
        (["delivered", "undelivered"], "delivered"),
        (["failed", "delivered"], "failed"),
        (["canceled", "sent"], "canceled"),
        (["delivered", "read"], "read"),
        (["read", "delivered"], "read"),
        (["undelivered", "read"], "read"),
        (["attempted", "unclear", "sent"], "sent"),
        (["attempted", "unclear", "attempted"], "unclear"),
        (["attempted", "refused", "queued"], "refused"),
        (["answered", "sent", "answered"], "sent"),
        (["attempted", "queued", "waiting"], "queued"),
        (["sent", "receiving", "", "no such word"], "sent"),
    ],
)
def test_which_status_stays(statuses, end):
    assert folded(statuses) == end


def test_what_is_final():
    assert {status for status in RANK if is_final(status)} == FINAL
    assert not any(
        map(is_final, ["waiting", "attempted", "answered", "unclear", "accepted", "queued", "sending", "sent"])
    )
    assert all(map(is_final, ["delivered", "undelivered", "failed", "canceled", "refused", "read"]))


def test_an_unknown_current_status_is_our_bug():
    with pytest.raises(ValueError, match="'sendt' is no delivery status"):
        fold("sendt", "sent")


@given(st.lists(STATUSES))
def test_it_never_goes_down(statuses):
    current = "waiting"
    for status in statuses:
        following = fold(current, status)
        assert RANK[following] >= RANK[current]
        current = following


@given(st.lists(STATUSES), STATUSES)
def test_the_same_status_twice_is_once(statuses, status):
    assert folded([*statuses, status, status]) == folded([*statuses, status])
