"""The options of the command line for how pictures look: which plots, which epoch, size and theme."""

from __future__ import annotations

import argparse
import re

from gdgui.ui.picture_choices import LEAST, LOOKS, MOST, PARTS, SCALES, PictureChoices
from gdgui.words import terminal_exports as words

DEFAULT_SIZE = (1280, 720)
THEMES = tuple(look for look in LOOKS if look != "window")


def add_picture_options(group: argparse._ArgumentGroup) -> None:
    """Let a parser understand them."""
    add = group.add_argument
    add("--caption", action="store_true", help=words.option("caption"))
    add("--plot", choices=PARTS, default="all", help=words.option("plot"))
    add("--theme", choices=THEMES, default=THEMES[0], help=words.option("theme"))
    add("--plot-size", type=_size, default=DEFAULT_SIZE, metavar="WxH", help=words.option("plot_size"))
    add("--plot-scale", type=int, choices=SCALES, default=SCALES[0], help=words.option("plot_scale"))
    add("--at-epoch", type=epoch, metavar="N", help=words.option("at_epoch"))


def picture_of(found: argparse.Namespace) -> PictureChoices:
    """What they said."""
    wide, high = found.plot_size
    kind = found.save_plot.suffix.lower().removeprefix(".") if found.save_plot else "png"
    size = float(wide), float(high)
    return PictureChoices(
        found.plot, kind, found.plot_scale, look=found.theme, has_caption=found.caption, size=size
    )


def epoch(text: str) -> int:
    """One that a run may come to."""
    if not re.fullmatch("[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(words.no_epoch(text[:30]))
    return int(text)


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,5})[x×]([0-9]{1,5})", text)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not all(LEAST <= each <= MOST for each in size):
        raise argparse.ArgumentTypeError(words.no_picture_size(text[:30], int(LEAST), int(MOST)))
    return size
