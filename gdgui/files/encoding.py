"""Which characters the bytes of a file stand for."""

from __future__ import annotations

import codecs
import re

from gdgui.files.dialect import TableError
from gdgui.words.tables import Problem

UTF_8 = "utf-8"
ENCODINGS = (UTF_8, "windows-1252", "mac-roman", "utf-16", "iso-8859-15", "windows-1250", "windows-1251")
"""What the preview offers; the command line takes every encoding of text that Python knows."""

_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("windows-1252", "mac-roman")
_USUAL = set("äöüÄÖÜßàâáãåæçèéêëìíîïñòóôõøœùúûýÿÀÂÁÃÅÆÇÈÉÍÑÓÔÕØŒÚ°µ²³±·×§½€£–—’‘“”…«»\u00a0")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_LOOKED_AT = 10**6  # bytes


def is_encoding(name: str) -> bool:
    """Whether Python knows an encoding of text by this name."""
    try:
        return bool(codecs.lookup(name)._is_text_encoding)
    except (LookupError, ValueError):
        return False


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text, and the name of the encoding that was asked for or found.

    A mark at the beginning decides, then UTF-8 where the bytes allow it, then whichever of Windows-1252 and
    Mac Roman makes more of the letters and signs that western texts have; numbers are the same in both.
    Raises TableError where the bytes are no text.
    """
    if encoding is not None:
        return _strictly(data, encoding), encoding
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), _unmarked_utf_16(data))
    if marked:
        return _strictly(data, marked), marked
    try:
        return data.decode(UTF_8), UTF_8
    except UnicodeDecodeError:
        guess = max(_GUESSES, key=lambda name: _likelihood(data, name))
    text = data.decode(guess, errors="replace")
    if _CONTROL.search(text):
        raise TableError(Problem.NOT_TEXT)
    return text, guess


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode("utf-8-sig" if encoding == UTF_8 else encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        row = 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
        name = encoding.upper() if encoding.startswith("utf") else encoding
        raise TableError(Problem.NOT_ENCODED, row, encoding=name) from error
    except (LookupError, UnicodeError) as error:
        raise TableError(Problem.NOT_DECODED, encoding=encoding) from error


def _unmarked_utf_16(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of western text is 0."""
    even, odd = (data[k:1000:2] for k in (0, 1))
    if len(odd) < 4:
        return ""
    if odd.count(0) > 0.8 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.8 * len(even) and odd.count(0) == 0 else ""


def _likelihood(data: bytes, encoding: str) -> float:
    odd = [each for each in data[:_LOOKED_AT].decode(encoding, errors="replace") if each > "\x7f"]
    return sum(1.0 if each in _USUAL else -1.0 for each in odd) / max(1, len(odd))
