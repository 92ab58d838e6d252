"""What the arguments mean, and what is said about those that mean nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gdgui import __version__
from gdgui.command_line import Request, parse
from gdgui.core import Settings
from gdgui.files.dialect import Dialect
from gdgui.files.log_csv import LogColumns
from gdgui.ui.picture_choices import PictureChoices

OPTIONS = (
    "--help",
    "--version",
    "--debug-log",  # with a value or without
    "--algorithm",
    "--learning-rate",
    "--epochs",
    "--batch-size",
    "--seed",
    "--start",
    "--standardise",
    "--headless",
    "--json",
    "--export-log",
    "--log-segments",
    "--log-samples",
    "--save-plot",
    "--save-code",
    "--save-session",
    "--columns",
    "--delimiter",
    "--decimal",
    "--thousands",
    "--skip-rows",
    "--encoding",
)

Refused = Callable[..., str]


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Refused:
    """Gives arguments that must end the program with status 2; the one line it prints."""

    def refused(*arguments: str) -> str:
        with pytest.raises(SystemExit) as end:
            parse([*arguments])
        printed = capsys.readouterr()
        assert end.value.code == 2
        assert printed.out == ""
        assert printed.err.startswith("gdgui: ")
        assert printed.err.endswith("\n")
        assert len(printed.err.splitlines()) == 1
        return printed.err

    return refused


def test_without_arguments_it_is_the_window_with_the_sample_and_the_settings_of_the_lesson() -> None:
    settings = Settings(algorithm="gd", learning_rate=0.05, epochs=10, batch_size=1, m=0.33, b=0.48, seed=0)
    assert parse([]) == Request(
        points=None,
        dialect=Dialect(),
        settings=settings,
        given={},
        headless=False,
        json=False,
        export_log=None,
        log_columns=LogColumns(),
        save_plot=None,
        save_film=None,
        picture=PictureChoices(scale=1, look="light", has_caption=False, size=(1280.0, 720.0)),
        at_epoch=None,
        save_code=None,
        save_report=None,
        save_session=None,
        debug_log=None,
        forget=False,
        language="",
    )


@pytest.mark.parametrize(
    ("arguments", "field", "value"),
    [
        (["--algorithm", "gd"], "algorithm", "gd"),
        (["--algorithm", "sgd"], "algorithm", "sgd"),
        (["--learning-rate", "0.1"], "learning_rate", 0.1),
        (["--learning-rate=1e-3"], "learning_rate", 0.001),
        (["--learning-rate", "0,1"], "learning_rate", 0.1),
        (["--epochs", "1"], "epochs", 1),
        (["--epochs", "1000000"], "epochs", 1_000_000),
        (["--batch-size", "8"], "batch_size", 8),
        (["--seed", "0"], "seed", 0),
        (["--seed", "2147483647"], "seed", 2**31 - 1),
    ],
)
def test_an_option_sets_its_setting_and_no_other(arguments: list[str], field: str, value: object) -> None:
    request = parse(arguments)
    assert vars(request.settings) == {**vars(Settings()), field: value}
    assert not request.headless


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["1", "2"], (1.0, 2.0)),
        (["0", "0"], (0.0, 0.0)),
        (["-1e-3", "2"], (-0.001, 2.0)),
        (["2", "-1e-3"], (2.0, -0.001)),
        (["-1.5E+2", "-.5"], (-150.0, -0.5)),
        (["-5.", "-7"], (-5.0, -7.0)),
        (["-0,25", "0,75"], (-0.25, 0.75)),
        (["+1", "1,5e3"], (1.0, 1500.0)),
    ],
)
def test_the_start_is_a_slope_and_an_intercept_of_any_sign_and_notation(
    words: list[str], start: tuple[float, float]
) -> None:
    request = parse(["--start", *words, "points.csv"])
    assert (request.settings.m, request.settings.b) == start
    assert request.points == Path("points.csv")


def test_the_file_with_the_points_may_stand_anywhere() -> None:
    for arguments in (["p.csv", "--epochs", "3"], ["--epochs", "3", "p.csv"]):
        request = parse(arguments)
        assert (request.points, request.settings.epochs) == (Path("p.csv"), 3)


def test_a_headless_run_is_asked_for_by_its_option() -> None:
    request = parse(["--headless"])
    assert (request.headless, request.json, request.export_log, request.save_plot) == (
        True,
        False,
        None,
        None,
    )


def test_json_implies_a_headless_run() -> None:
    request = parse(["--json"])
    assert (request.headless, request.json) == (True, True)


def test_a_log_implies_a_headless_run() -> None:
    request = parse(["--export-log", "run.csv"])
    assert (request.headless, request.export_log) == (True, Path("run.csv"))


@pytest.mark.parametrize("name", ["run.png", "run.SVG", "run.pdf"])
def test_a_picture_implies_a_headless_run(name: str) -> None:
    request = parse(["--save-plot", name])
    assert (request.headless, request.save_plot) == (True, Path(name))


def test_help_names_every_option_and_every_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parse(["--help"])
    printed = capsys.readouterr()
    assert (end.value.code, printed.err) == (0, "")
    for word in (*OPTIONS, "points.csv", "0 when", "2 for", "3 when", "130 when"):
        assert word in printed.out


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parse(["--version"])
    assert (end.value.code, capsys.readouterr()) == (0, (f"gdgui {__version__}\n", ""))


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--algorithm", "adam"),
        ("--algorithm", "GD"),
        ("--learning-rate", "0"),
        ("--learning-rate", "-0.1"),
        ("--learning-rate", "nan"),
        ("--learning-rate", "inf"),
        ("--learning-rate", "1e999"),
        ("--learning-rate", "fast"),
        ("--learning-rate", ""),
        ("--epochs", "0"),
        ("--epochs", "-1"),
        ("--epochs", "1000001"),
        ("--epochs", "1e3"),
        ("--epochs", "2.5"),
        ("--epochs", "9" * 5000),
        ("--epochs", "٣"),
        ("--batch-size", "0"),
        ("--batch-size", "-3"),
        ("--batch-size", "many"),
        ("--seed", "-1"),
        ("--seed", "2147483648"),
        ("--seed", "0x10"),
        ("--save-plot", "run.gif"),
        ("--save-plot", "run"),
        ("--save-report", "run.txt"),
    ],
)
def test_a_value_that_will_not_do_is_refused_in_one_line_that_names_the_option(
    refused: Refused, option: str, value: str
) -> None:
    line = refused(option, value)
    assert option in line
    assert len(line) < 200


@pytest.mark.parametrize("words", [["steep", "0"], ["0", "nan"], ["1e51", "0"], ["0", "-1e51"], ["1"], []])
def test_a_start_that_will_not_do_is_refused_in_one_line_that_names_the_option(
    refused: Refused, words: list[str]
) -> None:
    assert "--start" in refused("--start", *words)


@pytest.mark.parametrize("option", OPTIONS[3:])
def test_an_option_without_its_value_or_with_one_too_many_is_refused(refused: Refused, option: str) -> None:
    takes_none = option in ("--headless", "--json", "--standardise")
    assert option in refused(f"{option}=1" if takes_none else option)


def test_what_is_wrong_with_a_setting_is_said_in_the_words_of_the_settings(refused: Refused) -> None:
    line = "gdgui: --learning-rate: The learning rate takes a number above 0, such as 0.05.\n"
    assert refused("--learning-rate", "-1") == line


@pytest.mark.parametrize("short", ["--head", "--learn", "--learning", "--epoch", "--exp", "--save", "--js"])
def test_an_abbreviated_option_is_refused_and_named(refused: Refused, short: str) -> None:
    assert short in refused(f"{short}=1")


@pytest.mark.parametrize("arguments", [["--frobnicate"], ["-x"], ["a.csv", "b.csv"]])
def test_what_is_not_understood_is_named(refused: Refused, arguments: list[str]) -> None:
    assert arguments[-1] in refused(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [["--epochs", "1\n2"], ["--seed", "\r\n"], ["--save-plot", "a\nb.gif"], ["--frob\nnicate"]],
)
def test_a_line_ending_within_an_argument_does_not_break_the_message(
    refused: Refused, arguments: list[str]
) -> None:
    refused(*arguments)


def test_nothing_is_trained_or_written_while_arguments_are_read(tmp_path: Path) -> None:
    log = tmp_path / "run.csv"
    parse(["no-such-file.csv", "--export-log", str(log)])
    assert not log.exists()


def test_standardise_is_taken_with_and_without_a_window() -> None:
    assert not parse([]).settings.standardise
    for arguments in (["--standardise"], ["--headless", "--standardise"]):
        request = parse(arguments)
        assert request.settings.standardise
        assert request.headless == ("--headless" in arguments)


@pytest.mark.parametrize(
    ("arguments", "dialect"),
    [
        (["--columns", "score", "2"], Dialect(columns=("score", "2"))),
        (["--delimiter", "semicolon"], Dialect(delimiter=";")),
        (["--delimiter", ";"], Dialect(delimiter=";")),
        (["--delimiter", "tab"], Dialect(delimiter="\t")),
        (["--delimiter", "blanks"], Dialect(delimiter=" ")),
        (["--decimal", "comma"], Dialect(decimal=",")),
        (["--decimal", "."], Dialect(decimal=".")),
        (["--thousands", "none"], Dialect(thousands="")),
        (["--thousands", "Apostrophe"], Dialect(thousands="'")),
        (["--skip-rows", "3"], Dialect(skip_rows=3)),
        (["--encoding", "Mac-Roman"], Dialect(encoding="mac-roman")),
    ],
)
def test_how_the_file_is_written_can_be_said(arguments: list[str], dialect: Dialect) -> None:
    assert parse(["points.csv", *arguments]).dialect == dialect


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--delimiter", "x"), "“x” separates columns? It takes comma, semicolon, tab, blanks, bar"),
        (("--decimal", "dot"), "“dot” is a decimal sign? It takes point, comma"),
        (("--thousands", "x"), "“x” groups digits? It takes none, comma, point, blank, apostrophe"),
        (("--skip-rows", "-1"), "“-1” is not a number of lines"),
        (("--encoding", "morse"), "“morse” is not an encoding of text"),
        (("--encoding", "base64"), "“base64” is not an encoding of text"),
    ],
)
def test_what_no_file_can_be_written_in_is_refused(
    refused: Refused, arguments: tuple[str, ...], words: str
) -> None:
    assert words in refused(*arguments)
