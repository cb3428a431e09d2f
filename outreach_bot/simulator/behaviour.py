"""How the carrier misbehaves, settable while it runs (POST /simulator/behave), and the dice that decide who is hit."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

Fault = Literal["429", "5xx", "accept_then_500", "accept_no_answer"]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Every knob with its honest default. Rates are shares of 0-1; `_ms` are milliseconds.

    API: `latency_ms` before each answer; `fail_429_rate` and `fail_5xx_rate` refuse and keep nothing;
    `accept_then_500` and `accept_no_answer` (rates; true means always) take the text and then answer 500, or nothing:
    the connection is dropped after `no_answer_hold_ms`. `fault_limit` ends all four after so many faults.
    Receipts: `callbacks_off`, `callback_lost_rate`, `callback_reversed` (the last first), `callback_duplicated`,
    `callback_delay_ms`. Delivery: `sent_after_ms`, then `delivered_after_ms`; `undelivered_rate` with
    `undelivered_code`. Inbound: `inbound_answer_lost` throws the webhook's first answer away and calls again with the
    same MessageSid; `advanced_opt_out` adds OptOutType to keyword texts, as Twilio's Advanced Opt-Out does.
    `seed` fixes who is hit.
    """

    latency_ms: int = 0
    fail_429_rate: float = 0.0
    fail_5xx_rate: float = 0.0
    accept_then_500: float = 0.0
    accept_no_answer: float = 0.0
    no_answer_hold_ms: int = 0
    fault_limit: int | None = None
    callbacks_off: bool = False
    callback_lost_rate: float = 0.0
    callback_reversed: bool = False
    callback_duplicated: bool = False
    callback_delay_ms: int = 0
    sent_after_ms: int = 100
    delivered_after_ms: int = 300
    undelivered_rate: float = 0.0
    undelivered_code: int = 30003
    inbound_answer_lost: bool = False
    advanced_opt_out: bool = False
    seed: int = 1

    def changed(self, wanted: dict[str, Any]) -> Behaviour:
        """This behaviour with `wanted` on top; {"reset": true} starts again from the defaults.

        Raises ValueError with a sentence for a knob that does not exist or a value that does not fit.
        """
        wanted = dict(wanted)
        base = Behaviour() if wanted.pop("reset", False) else self
        return replace(base, **{name: _fitting(name, value) for name, value in wanted.items()})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def is_faulty(self) -> bool:
        return bool(self.fail_429_rate or self.fail_5xx_rate or self.accept_then_500 or self.accept_no_answer)


_TYPES = {field.name: str(field.type) for field in fields(Behaviour)}


def _fitting(name: str, value: Any) -> Any:
    kind = _TYPES.get(name)
    if kind is None:
        raise ValueError(f"There is no setting {name!r}. Known: {', '.join(sorted(_TYPES))}.")
    if kind == "bool" and isinstance(value, bool):
        return value
    if kind == "float" and isinstance(value, bool | int | float) and 0 <= value <= 1:
        return float(value)
    if kind == "int | None" and value is None:
        return None
    if kind.startswith("int") and type(value) is int and value >= 0:
        return value
    wanted = {"bool": "true or false", "float": "a number from 0 to 1"}.get(kind, "a whole number from 0 up")
    raise ValueError(f"{name} must be {wanted}, not {value!r}.")


class Dice:
    """Chances that depend on the seed and on what is asked, not on the order of requests: a run can be repeated."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()
        self.faults = 0

    def roll(self, seed: int, kind: str, key: str) -> float:
        """0 ≤ n < 1; the same text asked again (a retry) gets a new draw."""
        name = f"{kind}|{key}"
        self._asked[name] += 1
        digest = hashlib.blake2b(f"{seed}|{name}|{self._asked[name]}".encode(), digest_size=7).digest()
        return int.from_bytes(digest) / 2**56

    def hits(self, seed: int, kind: str, key: str, rate: float) -> bool:
        return rate > 0 and self.roll(seed, kind, key) < rate

    def api_fault(self, behaviour: Behaviour, key: str) -> Fault | None:
        """Which fault hits this create, if any; one draw shared by the four rates, in the order written."""
        if not behaviour.is_faulty or (behaviour.fault_limit is not None and self.faults >= behaviour.fault_limit):
            return None
        drawn = self.roll(behaviour.seed, "api", key)
        rates: tuple[tuple[Fault, float], ...] = (
            ("429", behaviour.fail_429_rate),
            ("5xx", behaviour.fail_5xx_rate),
            ("accept_then_500", behaviour.accept_then_500),
            ("accept_no_answer", behaviour.accept_no_answer),
        )
        for fault, rate in rates:
            if drawn < rate:
                self.faults += 1
                return fault
            drawn -= rate
        return None

    def reset(self) -> None:
        self._asked.clear()
        self.faults = 0
