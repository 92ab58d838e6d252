"""Numbers that a person types or pastes as `numbers.py` writes them."""

from __future__ import annotations

import re

from gdgui.words.numbers import MINUS

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
# Compiled when something is typed: a start has better things to do.
_BY_SPACE = rf"([+-]?[0-9]{{1,3}})((?:{_SPACE}[0-9]{{3}})+)([.,][0-9]*)?"
_BY_COMMA = r"([+-]?[1-9][0-9]{0,2})((?:,[0-9]{3})+)(\.[0-9]*)?"
_POWER = r"([+-]?)(?:(.*[0-9.,])\s*[·×*]\s*)?10(?:\^([+-]?[0-9]+)|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
_LOWERED = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")


def typed(text: str) -> str:
    """The number as programs write it: −12,345.6 is -12345.6, and 1.25·10⁻⁷ or 1.25×10^-7 is 1.25e-7.

    What is no number in that style comes back as it is. Raises ValueError, with a part of a sentence, for
    12,345, which is one number where the comma groups and another where it is the decimal sign.
    """
    plain = text.strip().replace(MINUS, "-")
    if power := re.fullmatch(_POWER, plain):
        sign, mantissa, exponent, raised = power.groups()
        return f"{sign}{_ungrouped(mantissa or '1')}e{exponent or raised.translate(_LOWERED)}"
    return _ungrouped(plain)


def _ungrouped(plain: str) -> str:
    found = re.fullmatch(_BY_SPACE, plain) or re.fullmatch(_BY_COMMA, plain)
    if found is None:
        return plain
    first, groups, decimals = found.groups()
    if decimals is None and groups.startswith(",") and len(groups) == 4:
        ways = f"{first}{groups[1:]} or {first}.{groups[1:]}"
        raise ValueError(f"“{plain}” may mean {ways}: type it like one of these")
    return first + re.sub("[^0-9]", "", groups) + (decimals or "")
