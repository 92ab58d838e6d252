"""What was asked for on the command line."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from gdgui.core import Settings, SettingsError
from gdgui.core.algorithms import ALGORITHMS
from gdgui.debug_log import IN_ITS_FOLDER
from gdgui.dialect_options import add_dialect_options, dialect_of
from gdgui.files.dialect import Dialect
from gdgui.files.log_csv import LogColumns
from gdgui.files.numbers import parse_number, printable
from gdgui.files.session_names import is_session
from gdgui.film_options import FilmRequest, add_film_options, film_of
from gdgui.picture_options import add_picture_options, picture_of
from gdgui.ui.picture_choices import MOST_PIXELS, PictureChoices
from gdgui.version import __version__
from gdgui.words import terminal as words
from gdgui.words.errors import sentence
from gdgui.words.pictures import too_large
from gdgui.words.terminal_exports import ends_too_early
from gdgui.words.terminal_exports import option as option_of_exports

FINISHED, BAD_INPUT, DIVERGED, INTERRUPTED = 0, 2, 3, 130
"""The exit statuses."""

STANDARD_INPUT = Path("stdin")
"""What “-” stands for; a file of that name is asked for by its whole path."""

PICTURES, REPORTS = (".png", ".svg", ".pdf"), (".html", ".pdf")


class Request(NamedTuple):
    """The command line, understood: what to train, and where the results go."""

    points: Path | None
    dialect: Dialect
    settings: Settings
    given: Mapping[str, Any]  # settings, by name: before those of a session
    headless: bool
    json: bool
    export_log: Path | None
    log_columns: LogColumns
    save_plot: Path | None
    picture: PictureChoices  # how it looks; plots and theme are those of a film, too
    at_epoch: int | None  # that picture and report show; None: the last one
    save_film: FilmRequest | None
    save_code: Path | None
    save_report: Path | None
    save_session: Path | None
    debug_log: str | None  # a file, or what stands for that of the system's folder; None: nothing was said
    language: str  # a file .qm, or a pseudo-language; empty for English
    forget: bool  # how the window stood and looked


def parse(arguments: list[str]) -> Request:
    """Understand the arguments. Ends the program with status 2 and one line where they are wrong."""
    parser = _parser()
    names = [each.name for each in fields(Settings)]
    unsaid = argparse.Namespace(**dict.fromkeys(names))  # a default would not tell what was said
    found = parser.parse_args(arguments, unsaid)
    found.m, found.b = found.start or (None, None)
    given = {name: getattr(found, name) for name in names if getattr(found, name) is not None}
    try:
        settings = Settings(**given)
    except SettingsError as error:
        parser.error(words.option_error(_option(error.field), sentence(error)))
    if found.save_plot and found.save_plot.suffix.lower() not in PICTURES:
        parser.error(words.no_picture_file(str(found.save_plot)))
    if found.save_code and found.save_code.suffix.lower() != ".py":
        parser.error(words.no_script(str(found.save_code)))
    if found.save_report and found.save_report.suffix.lower() not in REPORTS:
        parser.error(words.no_report(str(found.save_report)))
    if found.save_session and not is_session(found.save_session):
        parser.error(words.no_session(str(found.save_session)))
    if (found.log_segments or found.log_samples) and not found.export_log:
        parser.error(words.no_log(_option("log_segments" if found.log_segments else "log_samples")))
    film, picture = film_of(found), picture_of(found)
    if film and film.stretch and film.stretch[0] > film.stretch[1]:
        parser.error(ends_too_early())
    assert picture.size is not None
    if picture.format == "png" and picture.is_too_large(picture.size):
        what = too_large(picture.pixels(picture.size), MOST_PIXELS)
        parser.error(words.option_error(_option("plot_scale"), what))
    files = found.export_log, found.save_plot, found.save_code, found.save_report, found.save_session, film
    is_headless = bool(found.headless or found.json or any(files))
    if found.points == STANDARD_INPUT and not is_headless:
        parser.error(words.no_window_for_input())
    return Request(
        points=found.points,
        dialect=dialect_of(found),
        settings=settings,
        given=given,
        headless=is_headless,
        json=found.json,
        export_log=found.export_log,
        log_columns=LogColumns(found.log_segments, found.log_samples),
        save_plot=found.save_plot,
        save_film=film,
        picture=picture,
        at_epoch=found.at_epoch,
        save_code=found.save_code,
        save_report=found.save_report,
        save_session=found.save_session,
        debug_log=found.debug_log,
        language=found.language,
        forget=found.forget,
    )


class _Parser(argparse.ArgumentParser):
    def __init__(self) -> None:
        super().__init__(
            prog="gdgui",
            description=words.description(),
            epilog=words.epilog(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        # argparse of Python 3.11 takes -1e-3 for an option; a start value may well be that.
        self._negative_number_matcher = re.compile(r"-[\d.,]+(e[+-]?\d+)?$", re.IGNORECASE)

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{words.line(printable(message))}\n")  # one line, whatever was typed
        sys.exit(BAD_INPUT)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser()
    add = parser.add_argument
    add(
        "points",
        nargs="?",
        type=_place,
        metavar="points.csv",
        help=words.option("points"),
    )
    add("--version", action="version", version=f"gdgui {__version__}")
    add("--language", default="", metavar="L", help=words.option("language"))
    add("--forget", action="store_true", help=words.option("forget"))
    add_dialect_options(parser)
    run = parser.add_argument_group(words.group("run"))
    add = run.add_argument
    add(
        "--algorithm",
        choices=tuple(ALGORITHMS),
        default=Settings.algorithm,
        help=words.option("algorithm"),
    )
    add(
        "--learning-rate",
        type=_number,
        default=Settings.learning_rate,
        metavar="LR",
        help=words.option("learning_rate"),
    )
    add("--epochs", type=_whole, default=Settings.epochs, metavar="N", help=words.option("epochs"))
    add(
        "--batch-size",
        type=_whole,
        default=Settings.batch_size,
        metavar="B",
        help=words.option("batch_size"),
    )
    add(
        "--seed",
        type=_whole,
        default=Settings.seed,
        metavar="S",
        help=words.option("seed"),
    )
    add("--standardise", action=argparse.BooleanOptionalAction, help=words.option("standardise"))
    add("--start", type=_number, nargs=2, metavar=("M", "B"), help=words.option("start"))
    out = parser.add_argument_group(words.group("out"))
    add = out.add_argument
    add("--headless", action="store_true", help=words.option("headless"))
    add("--json", action="store_true", help=words.option("json"))
    add("--export-log", type=Path, metavar="run.csv", help=words.option("export_log"))
    add("--log-segments", action="store_true", help=words.option("log_segments"))
    add("--log-samples", action="store_true", help=words.option("log_samples"))
    add("--save-plot", type=Path, metavar="run.png", help=option_of_exports("save_plot"))
    add_picture_options(out)
    add_film_options(out)
    add("--save-code", type=Path, metavar="run.py", help=words.option("save_code"))
    add("--save-report", type=Path, metavar="run.html", help=words.option("save_report"))
    add("--save-session", type=Path, metavar="run.gdgui", help=words.option("save_session"))
    parser.add_argument(
        "--debug-log", nargs="?", const=IN_ITS_FOLDER, metavar="FILE.log", help=words.option("debug_log")
    )
    return parser


def _place(text: str) -> Path:
    if text == "-":
        return STANDARD_INPUT
    path = Path(text)
    return path.absolute() if path == STANDARD_INPUT else path


def _number(text: str) -> float:
    try:
        return parse_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _whole(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,20}", text):
        raise argparse.ArgumentTypeError(words.no_whole_number(text[:30]))
    return int(text)


def _option(field: str) -> str:
    return "start" if field in ("m", "b") else field.replace("_", "-")
