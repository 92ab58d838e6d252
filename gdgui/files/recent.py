"""The files used last, as a word in the file of what is remembered."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path

MOST = 8
LONGEST_WORD = 20_000  # characters


def recent_to_word(paths: Sequence[Path]) -> str:
    """Letters, digits, “.” and “-”; "" for nothing. Where that is too long, the oldest are left out."""
    kept = [str(path) for path in paths[:MOST]]
    while kept:
        text = json.dumps(kept, separators=(",", ":"))
        word = b64encode(text.encode(), altchars=b".-").decode().rstrip("=")
        if len(word) <= LONGEST_WORD:
            return word
        kept.pop()
    return ""


def recent_from_word(word: str) -> tuple[Path, ...]:
    """What `recent_to_word` gave. Raises ValueError where that cannot be."""
    if not word:
        return ()
    try:
        names = json.loads(b64decode(word + "=" * (-len(word) % 4), altchars=b".-", validate=True).decode())
    except RecursionError as error:
        raise ValueError(word) from error
    if not isinstance(names, list) or len(names) > MOST:
        raise ValueError(word)
    if not all(isinstance(name, str) and name and "\0" not in name for name in names):
        raise ValueError(word)
    return tuple(map(Path, names))
