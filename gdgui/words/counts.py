"""How many of something there are: “1 epoch”, “1,000 epochs”."""

from __future__ import annotations

from gdgui.words.translation import tr_n


def points_counted(n: int) -> str:
    """“1 point”."""
    return tr_n("{n} point", "{n} points", n)


def epochs_counted(n: int) -> str:
    """“1 epoch”."""
    return tr_n("{n} epoch", "{n} epochs", n)


def runs_counted(n: int) -> str:
    """“1 run”."""
    return tr_n("{n} run", "{n} runs", n)


def rows_counted(n: int) -> str:
    """“1 row”."""
    return tr_n("{n} row", "{n} rows", n)


def cells_counted(n: int) -> str:
    """“1 cell”."""
    return tr_n("{n} cell", "{n} cells", n)
