"""Tables of random numbers in random dialects, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

BLANK_RUNS = (" ", "  ", "\t", "\t\t", " \t", "\t ")
NO_BREAK = {" ": " ", "nb": "\u00a0", "narrow": "\u202f"}
WORDS = ("Köln", "Bonn", "Le Mans", "Zürich", "A", "B7")


@dataclass(frozen=True)
class RandomTable:
    """Bytes in some encoding, and the x and y they were made of."""

    data: bytes
    text: str
    x: list[float]
    y: list[float]
    is_block: bool  # nothing but rows of two numbers


def random_table(random: Random) -> RandomTable:
    """One way among many to write some numbers."""
    delimiter = random.choice([";", "\t", ",", "|", " ", "runs"])
    decimal = random.choice([".", ","])
    thousands = random.choice(["", "", ",", ".", " ", "nb", "narrow", "'", "’"])
    thousands = "" if thousands == decimal else NO_BREAK.get(thousands, thousands)
    encodings = ["utf-8", "utf-8-sig", "utf-16"]
    if thousands not in ("\u202f", "’"):
        encodings += ["windows-1252", "mac-roman"]
    encoding = random.choice(encodings)
    rows = random.choice([1, 2, 3, 5, 10, 60, 120])
    columns = [_column(random, rows) for _ in range(2)]
    minus = random.choice("--−") if encoding.startswith("utf") else "-"
    cells = [[_written(value, shown, decimal, thousands, minus) for value, shown in each] for each in columns]
    quote = random.choice(["needed", "all"])
    text_column = random.random() < 0.2 and delimiter not in (" ", "runs")
    lines = []
    for k in range(rows):
        row = [cells[0][k], cells[1][k]]
        if text_column:
            row.insert(0, random.choice(WORDS))
        lines.append(row)
    head: list[list[str]] = []
    if random.random() < 0.5:
        names = random.choice([["x", "y"], ["Zeit", "Größe"], ["temp °C", "µs"], ["a\nb", "c"]])
        head.append([*(["city"] if text_column else []), *names])
        if random.random() < 0.2:
            head.append([*(["-"] if text_column else []), "s", "m"])
        if random.random() < 0.2:
            head.insert(0, ["Measured in May"])
    ending = random.choice(["\n", "\r\n", "\r"])
    trail = random.random() < 0.1 and delimiter in ";,\t|"
    # With a comma between the columns, numbers that only group by points need quotation marks to be seen.
    careful = delimiter == "," and decimal == ","
    out = []
    for number, each in enumerate([*head, *lines]):
        is_head = number < len(head)
        fields = [_quoted(cell, delimiter, quote == "all" or (careful and not is_head)) for cell in each]
        line = fields[0]
        for field in fields[1:]:
            line += (random.choice(BLANK_RUNS) if delimiter == "runs" else delimiter) + field
        out.append(line + (delimiter if trail and len(each) > 1 else ""))
        if random.random() < 0.05 and not is_head:
            out.append("")
    text = ending.join(out) + (ending if random.random() < 0.7 else "")
    return RandomTable(
        text.encode(encoding),
        text,
        [value for value, _ in columns[0]],
        [value for value, _ in columns[1]],
        not head and not text_column and not trail,
    )


def _column(random: Random, rows: int) -> list[tuple[float, str]]:
    kind = random.choice(["whole", "small", "large", "fixed3", "fixed", "any", "float", "huge"])
    out = []
    for _ in range(rows):
        each = (
            random.choice(["whole", "small", "large", "fixed3", "float", "huge"]) if kind == "any" else kind
        )
        sign = random.choice([1, 1, 1, -1])
        if each == "whole":
            shown = str(sign * random.randrange(10 ** random.randrange(1, 8)))
        elif each == "small":
            shown = str(sign * random.randrange(1000))
        elif each == "large":
            shown = str(sign * random.randrange(1000, 10**9))
        elif each == "fixed3":
            shown = f"{sign * random.uniform(0, 10 ** random.randrange(1, 6)):.3f}"
        elif each == "fixed":
            shown = f"{sign * random.uniform(0, 3000):.2f}"
        elif each == "float":
            shown = repr(sign * random.uniform(0, 10 ** random.randrange(-3, 8)))
        else:
            shown = f"{sign * random.uniform(1, 10):{random.choice(['.0e', '.0e', 'g'])}}"
            shown = random.choice([shown, shown.replace("e+00", random.choice(["e+45", "E+20", "e-30"]))])
        out.append((float(shown), shown))
    return out


def _written(value: float, shown: str, decimal: str, thousands: str, minus: str) -> str:
    body, exponent = [*shown.replace("E", "e").split("e"), ""][:2]
    whole, point, digits = body.lstrip("-").partition(".")
    if thousands and not exponent and len(whole) > 3:
        parts: list[str] = []
        while whole:
            parts.insert(0, whole[-3:])
            whole = whole[:-3]
        whole = thousands.join(parts)
    text = whole + (decimal if point else "") + digits
    text += f"e{exponent}" if exponent else ""
    return text.replace("-", minus) if not shown.startswith("-") else minus + text


def _quoted(cell: str, delimiter: str, always: bool) -> str:
    signs = " \t" if delimiter == "runs" else delimiter
    return f'"{cell}"' if always or "\n" in cell or any(sign in cell for sign in signs) else cell
