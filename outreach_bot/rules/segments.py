"""How many segments a text costs, counted as Twilio's own calculator counts (npm sms-segments-calculator 1.3.0)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from .graphemes import clusters

Encoding = Literal["GSM-7", "UCS-2"]

# GSM 03.38 basic table without the escape code, then the extension table, whose characters cost an escape septet more.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
_GSM = _BASIC | _EXTENSION

# (units that fit one lone segment, units that fit each of several: 140 octets, less 6 for the joining header)
_ROOM: dict[Encoding, tuple[int, int]] = {"GSM-7": (160, 153), "UCS-2": (70, 67)}

# Twilio's Smart Encoding, replacement → characters replaced, from the calculator's SmartEncodingMap (MIT licence).
# Deliberately nothing for á í ó ú: Twilio has nothing for them either.
_SMART_GROUPS = {
    '"': "«»\u02ba\u02ee“”„‟❝❞〝〞\uff02",
    "'": "\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u0313\u0314‘’‛❛❜︐︑\uff07",
    "/": "÷\u0337\u0338⁄∕⧸\uff0f",
    "1/4": "¼",
    "1/2": "½",
    "3/4": "¾",
    "\\": "\u20e5⧵⧹﹨\uff3c",
    "_": "\u0332‗\uff3f",
    "|": "\u20d2\u20d3∣⎜⎟⎸⎹⏐\uff5c",
    "-": "‐–—―•⁃⎼⎽﹣\uff0d",
    "@": "﹫\uff20",
    "$": "﹩\uff04",
    "!": "ǃ︕﹗\uff01",
    "!!": "‼",
    "#": "﹟\uff03",
    "%": "﹪\uff05",
    "&": "﹠\uff06",
    ",": "\u0326‚、﹐﹑\uff0c\uff64",
    "(": "❨❪⟮⦅﹙\uff08",
    ")": "❩❫⟯⦆﹚\uff09",
    "*": "⁎∗⊛✢✣✤✥✱✲✳✺✻✼✽❃❉❊❋⧆﹡\uff0a",
    "+": "\u02d6﹢\uff0b",
    ".": "。﹒\uff0e\uff61",
    "...": "…",
    ":": "\u02d0\u02f8⦂\ua789︓\uff1a",
    ";": "⁏︔﹔\uff1b",
    "<": "‹﹤\uff1c",
    "=": "\u0347\ua78a﹦\uff1d",
    ">": "›﹥\uff1e",
    "?": "︖﹖\uff1f",
    "^": "\u02c6\u0302\u1dcd\uff3e",
    "{": "❴﹛\uff5b",
    "}": "❵﹜\uff5d",
    "[": "\uff3b",
    "]": "\uff3d",
    "~": "\u02dc\u02f7\u0303\u0330\u0334∼\uff5e",
    " ": "\u2001\u2028\u2029",
    "  ": "\x80\x8d\x90\x9b\x9f\xa0\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "       ": "\t",
    "": "\x00\x03\x04\x10\x11\x12\x13\x14\x17\x19\u200b\u200c\u2060\ufeff",
}
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ", strict=True))
_WIDE = {chr(0xFEE0 + ord(c)): c for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_SMART = str.maketrans(
    {char: plain for plain, chars in _SMART_GROUPS.items() for char in chars} | _SMALL_CAPITALS | _WIDE
)

_FOLD = str.maketrans("áíóúÁÍÓÚ", "aiouAIOU")


@dataclass(frozen=True, slots=True)
class Segments:
    """`units`: septets in GSM-7, 16-bit units in UCS-2. `forced_by`: each character that is not in GSM-7, once, in the
    order met; empty when the text is GSM-7."""

    encoding: Encoding
    segments: int
    units: int
    forced_by: tuple[str, ...]


def count(text: str, *, smart: bool = False) -> Segments:
    """What the carrier will bill. `smart` is Twilio's Smart Encoding of the sender or service: quotes, dashes and
    blanks are made GSM-7 first. An empty text counts as one segment, as Twilio's calculator has it. Never raises.

    Text should be NFC: a decomposed ñ (n + tilde) is not in GSM-7, and Smart Encoding would send it as "n~".
    """
    if smart:
        text = smart_encoded(text)
    forced_by = tuple(dict.fromkeys(char for char in text if char not in _GSM))
    encoding: Encoding = "UCS-2" if forced_by else "GSM-7"
    wide = [_units(cluster) for cluster in clusters(text)] if forced_by else []
    sizes = wide or [2 if char in _EXTENSION else 1 for char in text]
    return Segments(encoding, _segments(sizes, *_ROOM[encoding]), sum(sizes), forced_by)


def smart_encoded(text: str) -> str:
    """The text as Twilio sends it when Smart Encoding is on."""
    return text.translate(_SMART)


def fold_accents(text: str) -> str:
    """á í ó ú and their capitals without the accent: the Spanish letters that GSM-7 lacks. é ñ ü ¿ ¡ stay."""
    return unicodedata.normalize("NFC", text).translate(_FOLD)


def plain(text: str) -> str:
    """The text with nothing left that forces the dear encoding: accents, quotes and dashes made simple, other letters
    by what they are made of, and what has no likeness (emoji) left out."""
    return "".join(char if char in _GSM else _likeness(char) for char in smart_encoded(fold_accents(text)))


def _likeness(char: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", char) if each in _GSM)


def _segments(sizes: list[int], alone: int, joined: int) -> int:
    """Nothing is split: what does not fit whole goes to the next segment."""
    if sum(sizes) <= alone:
        return 1
    segments, used = 1, 0
    for at, size in enumerate(sizes):
        if used + size > (joined if segments > 1 else alone):
            used = _carried(sizes[:at], joined) if segments == 1 else 0
            segments += 1
        used += size
    return segments


def _carried(sizes: list[int], joined: int) -> int:
    """The units that the first segment gives to the second when it turns out that it needs a header."""
    kept, carried = sum(sizes), 0
    for size in reversed(sizes):
        if kept <= joined:
            break
        kept, carried = kept - size, carried + size
    return carried


def _units(cluster: str) -> int:
    return sum(2 if char > "\uffff" else 1 for char in cluster)
