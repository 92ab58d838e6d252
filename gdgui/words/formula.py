"""A formula in one line of plain characters, as somebody hears it who does not see it typeset."""

from __future__ import annotations

import re

_SIGNS = {
    "partial": "∂",
    "cdot": "·",
    "times": "×",
    "sum": "Σ",
    "leftarrow": "←",
    "rightarrow": "→",
    "approx": "≈",
    "lambda": "λ",
    "eta": "η",
    "sigma": "σ",
    "in": "∈",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "dots": "…",
    "quad": " ",
    "qquad": " ",
    "max": "max",
    "min": "min",
}
_GROUP = r"\{([^{}]*)\}"
_NAMES = re.compile(rf"\\(?:mathrm|text|mathit|operatorname){_GROUP}")
_HAT = re.compile(rf"\\hat(?:{_GROUP}|\s*(\w))")
_BAR = re.compile(rf"\\bar(?:{_GROUP}|\s*(\w))")
_FRACTION = re.compile(rf"\\frac{_GROUP}{_GROUP}")
_ROOT = re.compile(rf"\\sqrt{_GROUP}")
_SCRIPT = re.compile(rf"([_^]){_GROUP}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")


def in_one_line(latex: str) -> str:
    """Fractions as (a)/(b), Greek letters and signs as such; what is not known stays as it is written."""
    line = re.sub(r"\\(?:left|right)(?![A-Za-z])\s*", "", latex)
    line = re.sub(r"\\[,;:! ]", " ", line)
    before = ""
    while line != before:  # from the innermost braces outwards
        before = line
        line = _NAMES.sub(r"\1", line)
        line = _HAT.sub(lambda found: f"{found[1] or found[2]}\u0302", line)
        line = _BAR.sub(lambda found: f"{found[1] or found[2]}\u0304", line)
        line = _SCRIPT.sub(lambda found: f"{found[1]}{_bracketed(found[2])}", line)
        line = _FRACTION.sub(lambda found: f"{_bracketed(found[1])}/{_bracketed(found[2])}", line)
        line = _ROOT.sub(r"√(\1)", line)
        line = re.sub(rf"(?<![\w}}\\]){_GROUP}", r"\1", line)
    line = _COMMAND.sub(lambda found: _SIGNS.get(found[1], found[0]), line)
    return " ".join(line.replace("y\u0302", "ŷ").split())


def _bracketed(part: str) -> str:
    part = part.strip()
    return part if re.fullmatch(r"\\?\w*", part) else f"({part})"
