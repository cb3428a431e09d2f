"""Sealing at rest (AES-GCM-SIV) and the blind index by which a sealed value is found again (HMAC-SHA256)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ..errors import SealBroken, SettingsError

NONCE_BYTES = 12
KEY_ID_BYTES = 4
HOW_TO_MAKE_ONE = (
    'Make one with: python3 -c "import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())"'
)


def make_key() -> str:
    """A new sealing key as OUTREACH_KEYS wants it: 32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


@dataclass(frozen=True, slots=True)
class _Generation:
    """One key with what is derived from it. Sealing and look-up never share key material (HKDF, RFC 5869)."""

    key_id: str
    cipher: AESGCMSIV = field(repr=False)
    blind: bytes = field(repr=False)

    @classmethod
    def of(cls, key: bytes) -> _Generation:
        def derive(purpose: bytes) -> bytes:
            return HKDF(SHA256(), 32, salt=None, info=b"outreach_bot " + purpose).derive(key)

        key_id = hashlib.sha256(key).hexdigest()[: KEY_ID_BYTES * 2]
        return cls(key_id, AESGCMSIV(derive(b"seal")), derive(b"blind index"))

    def hash(self, channel: str, value: str) -> str:
        return hmac.digest(self.blind, f"{channel}\0{value}".encode(), "sha256").hex()


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """All key generations, newest first: new seals use the first, every one of them still opens and finds.

    `receipts`: the key under which the numbers of erased people are hashed; it never rotates, because their numbers are
    gone and cannot be hashed anew. It seals nothing; look-ups try it last.
    """

    generations: tuple[_Generation, ...]
    receipts: _Generation | None = None

    def __repr__(self) -> str:
        return f"Keys({', '.join(g.key_id for g in self.generations)})"

    @classmethod
    def parse(cls, text: str) -> Keys:
        """OUTREACH_KEYS: base64 keys of 32 bytes with commas between them, newest first. Raises SettingsError."""
        words = [word.strip() for word in text.split(",") if word.strip()]
        if not words:
            raise SettingsError(f"OUTREACH_KEYS holds no key. {HOW_TO_MAKE_ONE}")
        generations = tuple(_Generation.of(_read_key(number, word)) for number, word in enumerate(words, 1))
        if len({g.key_id for g in generations}) < len(generations):
            raise SettingsError("OUTREACH_KEYS names the same key twice. Remove one of the two.")
        return cls(generations)

    def with_receipts(self, key: bytes) -> Keys:
        """These keys, and the receipts' own."""
        receipts = _Generation.of(key)
        return Keys((*self.generations, receipts), receipts)

    @property
    def newest(self) -> str:
        return self.generations[0].key_id

    def seal(self, plain: str | bytes, table: str, column: str, row: str | int) -> bytes:
        """Ciphertext that opens only in this table, column and row: key id (4 bytes), nonce (12), AES-GCM-SIV."""
        newest = self.generations[0]
        nonce = secrets.token_bytes(NONCE_BYTES)  # random: equal texts must not look equal
        data = plain.encode() if isinstance(plain, str) else plain
        return bytes.fromhex(newest.key_id) + nonce + newest.cipher.encrypt(nonce, data, _place(table, column, row))

    def open(self, blob: bytes, table: str, column: str, row: str | int) -> bytes:
        """What was sealed there. Raises SealBroken (unknown key, other row, or tampered with); never the value."""
        key_id, rest = blob[:KEY_ID_BYTES].hex(), blob[KEY_ID_BYTES:]
        generation = next((g for g in self.generations if g.key_id == key_id), None)
        if generation is None:
            raise SealBroken(
                f"{table}.{column} of row {row} was sealed with key {key_id}, which OUTREACH_KEYS does not hold. "
                "Add the older key after the newer ones."
            )
        try:
            return generation.cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], _place(table, column, row))
        except (InvalidTag, ValueError):
            raise SealBroken(
                f"{table}.{column} of row {row} does not open: it was changed or moved from another row."
            ) from None

    def open_text(self, blob: bytes | None, table: str, column: str, row: str | int) -> str | None:
        """`open` for text columns that may be empty."""
        return None if blob is None else self.open(blob, table, column, row).decode()

    def blind(self, channel: str, value: str) -> tuple[str, str]:
        """(key id, hash) under the newest key: what a new row stores."""
        newest = self.generations[0]
        return newest.key_id, newest.hash(channel, value)

    def receipt(self, channel: str, value: str) -> tuple[str, str]:
        """(key id, hash) under the receipts' own key: all that is left of the number of somebody who was erased."""
        if self.receipts is None:
            raise ValueError("these keys were made without the receipts' own")
        return self.receipts.key_id, self.receipts.hash(channel, value)

    def blinds(self, channel: str, value: str) -> list[tuple[str, str]]:
        """(key id, hash) under every generation, newest first: what a look-up must try, or a rotation loses a STOP."""
        return [(g.key_id, g.hash(channel, value)) for g in self.generations]


def _place(table: str, column: str, row: str | int) -> bytes:
    return f"{table}|{column}|{row}".encode()


def _read_key(number: int, word: str) -> bytes:
    try:
        key = base64.b64decode(word, validate=True)
    except (binascii.Error, ValueError):
        raise SettingsError(f"OUTREACH_KEYS: key {number} is not base64. {HOW_TO_MAKE_ONE}") from None
    if len(key) != 32:
        raise SettingsError(f"OUTREACH_KEYS: key {number} has {len(key)} bytes instead of 32. {HOW_TO_MAKE_ONE}")
    return key
