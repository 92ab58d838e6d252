"""What was asked for on the command line."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from gdgui import __version__
from gdgui.core import Settings, SettingsError
from gdgui.core.algorithms import ALGORITHMS
from gdgui.debug_log import IN_ITS_FOLDER
from gdgui.dialect_options import add_dialect_options, dialect_of
from gdgui.files.dialect import Dialect
from gdgui.files.numbers import parse_number, printable

EPILOG = """\
Exit status: 0 when the run finished, 2 for bad input, 3 when the run diverged, 130 when interrupted.
--json, --export-log and --save-plot train without a window, as --headless does."""


@dataclass(frozen=True)
class Request:
    """The command line, understood: what to train, and where the results go."""

    points: Path | None
    dialect: Dialect
    settings: Settings
    headless: bool
    json: bool
    export_log: Path | None
    save_plot: Path | None
    debug_log: str | None  # a file, or what stands for that of the system's folder; None: nothing was said


def parse(arguments: list[str]) -> Request:
    """Understand the arguments. Ends the program with status 2 and one line where they are wrong."""
    parser = _parser()
    found = parser.parse_args(arguments)
    start = found.start or (Settings.m, Settings.b)
    try:
        settings = Settings(
            algorithm=found.algorithm,
            learning_rate=found.learning_rate,
            epochs=found.epochs,
            batch_size=found.batch_size,
            m=start[0],
            b=start[1],
            seed=found.seed,
            standardise=found.standardise,
        )
    except SettingsError as error:
        parser.error(f"--{_option(error.field)}: {error}")
    if found.save_plot and found.save_plot.suffix.lower() != ".png":
        parser.error(f"--save-plot: {found.save_plot} must end in .png; no other kind of picture is written.")
    headless = found.headless or found.json or found.export_log or found.save_plot
    return Request(
        points=found.points,
        dialect=dialect_of(found),
        settings=settings,
        headless=bool(headless),
        json=found.json,
        export_log=found.export_log,
        save_plot=found.save_plot,
        debug_log=found.debug_log,
    )


class _Parser(argparse.ArgumentParser):
    def __init__(self) -> None:
        super().__init__(
            prog="gdgui",
            description="Watch gradient descent fit a line to points.",
            epilog=EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        # argparse of Python 3.11 takes -1e-3 for an option; a start value may well be that.
        self._negative_number_matcher = re.compile(r"-[\d.,]+(e[+-]?\d+)?$", re.IGNORECASE)

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"gdgui: {printable(message)}\n")  # one line, whatever was typed
        sys.exit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser()
    add = parser.add_argument
    add(
        "points",
        nargs="?",
        type=Path,
        metavar="points.csv",
        help="two numeric columns x and y; else a sample",
    )
    add("--version", action="version", version=f"gdgui {__version__}")
    add_dialect_options(parser)
    run = parser.add_argument_group("the run")
    add = run.add_argument
    add("--algorithm", choices=tuple(ALGORITHMS), default=Settings.algorithm, help="default: %(default)s")
    add(
        "--learning-rate",
        type=_number,
        default=Settings.learning_rate,
        metavar="LR",
        help=_default("above 0"),
    )
    add("--epochs", type=_whole, default=Settings.epochs, metavar="N", help=_default("1 to 1,000,000"))
    add(
        "--batch-size",
        type=_whole,
        default=Settings.batch_size,
        metavar="B",
        help=_default("1 to all points"),
    )
    add(
        "--seed",
        type=_whole,
        default=Settings.seed,
        metavar="S",
        help=_default("the same seed, the same run"),
    )
    add("--standardise", action="store_true", help="train on x with mean 0 and deviation 1")
    add("--start", type=_number, nargs=2, metavar=("M", "B"), help="slope and intercept; default: 0.33 0.48")
    out = parser.add_argument_group("without a window")
    add = out.add_argument
    add("--headless", action="store_true", help="train without a window and print the result")
    add("--json", action="store_true", help="print it as JSON")
    add("--export-log", type=Path, metavar="run.csv", help="write epoch, m, b and mse of every epoch")
    add("--save-plot", type=Path, metavar="run.png", help="write the plots that the window would show")
    parser.add_argument(
        "--debug-log",
        nargs="?",
        const=IN_ITS_FOLDER,
        metavar="FILE.log",
        help="keep a log of what happens inside, for whoever mends it",
    )
    return parser


def _default(words: str) -> str:
    return f"{words}; default: %(default)s"


def _number(text: str) -> float:
    try:
        return parse_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _whole(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,20}", text):
        raise argparse.ArgumentTypeError(f"“{text[:30]}” is not a whole number")
    return int(text)


def _option(field: str) -> str:
    return "start" if field in ("m", "b") else field.replace("_", "-")
