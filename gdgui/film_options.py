"""The options of the command line for a film of the run."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import NamedTuple

from gdgui.files.film.kinds import FASTEST, LEAST, MOST, kind_of
from gdgui.picture_options import epoch
from gdgui.words import terminal_exports as words

DEFAULT_SIZE, DEFAULT_RATE = (1280, 720), 20


class FilmRequest(NamedTuple):
    """A film, as it was asked for: where it goes, how large it is in pixels, and how quick."""

    path: Path
    size: tuple[int, int] = DEFAULT_SIZE
    per_second: int = DEFAULT_RATE
    every: int | None = None  # epochs from frame to frame; None: as many as make a film of the usual length
    stretch: tuple[int, int] | None = None  # the first epoch and the last one; None: the whole run


def add_film_options(group: argparse._ArgumentGroup) -> None:
    """Let a parser understand them."""
    add = group.add_argument
    add("--save-animation", type=_film, metavar="run.gif", help=words.option("save_animation"))
    add(
        "--frames-per-second",
        type=_per_second,
        default=DEFAULT_RATE,
        metavar="N",
        help=words.option("per_second"),
    )
    add("--epochs-per-frame", type=_step, metavar="N", help=words.option("every"))
    add("--animation-epochs", type=epoch, nargs=2, metavar=("A", "B"), help=words.option("stretch"))
    add("--animation-size", type=_size, default=DEFAULT_SIZE, metavar="WxH", help=words.option("film_size"))


def film_of(found: argparse.Namespace) -> FilmRequest | None:
    """What they said; None where no film was asked for."""
    if found.save_animation is None:
        return None
    every, stretch = found.epochs_per_frame, found.animation_epochs and tuple(found.animation_epochs)
    return FilmRequest(found.save_animation, found.animation_size, found.frames_per_second, every, stretch)


def _film(text: str) -> Path:
    if kind_of(Path(text)) is None:
        raise argparse.ArgumentTypeError(words.no_film(text))
    return Path(text)


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,5})[x×]([0-9]{1,5})", text)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not all(low <= each <= high for low, each, high in zip(LEAST, size, MOST, strict=True)):
        raise argparse.ArgumentTypeError(words.no_size(text[:30]))
    return size


def _per_second(text: str) -> int:
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= FASTEST:
        raise argparse.ArgumentTypeError(words.not_per_second(text[:30], FASTEST))
    return int(text)


def _step(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) < 1:
        raise argparse.ArgumentTypeError(words.no_step(text[:30]))
    return int(text)
