"""Training without a window: the figures, as a report and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from gdgui.core import Dataset
from tests.headless.program import Floats, Run

Batches = Iterator[NDArray[np.int64]]
ALL = slice(None)


def lesson(
    x: Floats, y: Floats, lr: float, epochs: int, line: tuple[float, float], batches: Batches | None = None
) -> tuple[float, float, float]:
    """The loop as it is taught: m, b and the MSE over all points at its end."""
    m, b = line
    for _ in range(epochs):
        drawn = ALL if batches is None else next(batches)
        residuals = y[drawn] - (m * x[drawn] + b)
        m, b = m + lr * 2 * float(np.mean(x[drawn] * residuals)), b + lr * 2 * float(np.mean(residuals))
    return m, b, float(np.mean((y - (m * x + b)) ** 2))


# The figures


def test_gradient_descent_ends_where_the_loop_of_the_lesson_does(
    run: Run, ten: tuple[Path, Floats, Floats]
) -> None:
    path, x, y = ten
    found = run(path, "--json", "--learning-rate", 0.1, "--epochs", 25, "--start", "-1e-1", 2).json()
    assert (found["m"], found["b"], found["mse"]) == pytest.approx(lesson(x, y, 0.1, 25, (-0.1, 2)), rel=1e-9)


@pytest.mark.parametrize("batch_size", [1, 4, 10])
def test_sgd_ends_where_the_loop_of_the_lesson_does_with_the_same_seed(
    run: Run, ten: tuple[Path, Floats, Floats], batch_size: int
) -> None:
    path, x, y = ten
    options = ("--json", "--algorithm", "sgd", "--batch-size", batch_size, "--seed", 42, "--epochs", 200)
    found = run(path, *options).json()
    rng = np.random.default_rng(42)
    batches = (rng.integers(0, len(x), batch_size) for _ in range(200))
    expected = lesson(x, y, 0.05, 200, (0.33, 0.48), batches)
    assert (found["m"], found["b"], found["mse"]) == pytest.approx(expected, rel=1e-9)


def test_least_squares_is_that_of_numpy(run: Run, ten: tuple[Path, Floats, Floats]) -> None:
    path, x, y = ten
    found = run(path, "--json").json()["least_squares"]
    m, b = np.polyfit(x, y, 1)
    expected = {"m": m, "b": b, "mse": np.mean((y - (m * x + b)) ** 2), "unique": True}
    assert found == pytest.approx(expected, rel=1e-9)


def test_the_report_says_the_same_as_the_json(run: Run, ten: tuple[Path, Floats, Floats]) -> None:
    options = (ten[0], "--epochs", 1234)
    text, found = run(*options), run(*options, "--json").json()
    assert text.row("points") == "10"
    assert (float(text.row("m ")), float(text.row("b "))) == (found["m"], found["b"])
    assert text.row("MSE") == f"{found['mse']!r} at epoch 1,234"
    best = found["least_squares"]
    assert text.row("least squares") == f"m = {best['m']!r}, b = {best['b']!r}, MSE = {best['mse']!r}"
    assert text.row("stop reason") == found["message"] == "Finished 1,234 epochs."
    assert (text.status, text.err) == (0, "")


def test_the_json_says_all_there_is_to_know_of_the_run(run: Run, ten: tuple[Path, Floats, Floats]) -> None:
    options = ("--algorithm", "sgd", "--batch-size", 3, "--seed", 5, "--start", 1, 2, "--epochs", 4)
    ended = run(ten[0], "--json", "--learning-rate", "0,01", *options)
    found = ended.json()
    figures = {name: found.pop(name) for name in ("m", "b", "mse", "least_squares")}
    assert all(isinstance(figures[name], float) for name in ("m", "b", "mse"))
    forecast = {"sentence", "arrives", "epochs_to_arrive", "expected_mse", "expected_excess"}
    assert set(found.pop("forecast")) == forecast | {"stability_limit", "zone", "zones"}
    assert isinstance(found.pop("result"), str)
    assert found.pop("arrived") is False
    assert set(found.pop("advice")) == {"sentence", "settings"}
    assert found == {
        "points": 10,
        "rows_left_out": 0,
        "algorithm": "sgd",
        "learning_rate": 0.01,
        "epochs": 4,
        "standardise": False,
        "batch_size": 3,
        "seed": 5,
        "start": {"m": 1.0, "b": 2.0},
        "epoch": 4,
        "stop_reason": "finished",
        "stop_epoch": 4,
        "message": "Finished 4 epochs.",
    }
    assert (ended.status, ended.err) == (0, "")


def test_the_json_carries_a_forecast_and_an_advice_that_arrives(run: Run, sample: Dataset) -> None:
    found = run("--json").json()
    lowest = found["least_squares"]["mse"]
    expected = found["forecast"]
    assert expected["sentence"] == "Slow: will be within 1 % after 376 epochs; you asked for 10."
    assert (expected["arrives"], expected["epochs_to_arrive"], expected["expected_excess"]) == (
        False,
        376,
        None,
    )
    assert expected["expected_mse"] == pytest.approx(found["mse"], rel=1e-9), "GD does as it must"
    x = sample.x
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1]])
    limit = 2 / np.linalg.eigvalsh(hessian)[-1]
    assert expected["stability_limit"] == pytest.approx(limit, rel=1e-9)
    assert expected["zone"] == "slow"
    assert [each["zone"] for each in expected["zones"]] == ["slow", "good", "overshoots", "diverges"]
    assert expected["zones"][-1]["from"] == expected["stability_limit"]
    assert found["result"] == "Not there yet: the MSE is 232 % above the smallest possible."
    for epochs, near in ((375, False), (376, True)):
        ended = run("--json", "--epochs", epochs).json()
        assert (ended["mse"] <= 1.01 * lowest, ended["advice"] is None, ended["arrived"]) == (near,) * 3
    advice = found["advice"]
    assert advice["sentence"] == "Set learning rate 0.7 and 26 epochs: that run arrives."
    assert advice["settings"] == {
        "algorithm": "gd",
        "learning_rate": 0.7,
        "epochs": 26,
        "batch_size": 1,
        "m": 0.33,
        "b": 0.48,
        "seed": 0,
        "standardise": False,
    }
    taken = run("--json", "--learning-rate", 0.7, "--epochs", 26).json()
    assert taken["mse"] <= 1.01 * lowest
    assert taken["advice"] is None


def test_the_json_of_sgd_expects_what_sixty_seeds_show(run: Run, sample: Dataset) -> None:
    options = ("--json", "--algorithm", "sgd", "--learning-rate", 0.3, "--epochs", 50)
    found = run(*options).json()
    excess = [
        run(*options, "--seed", seed).json()["mse"] - found["least_squares"]["mse"]
        for seed in range(0, 60, 2)
    ]
    assert 1 / 1.5 <= float(np.mean(excess)) / found["forecast"]["expected_excess"] <= 1.5
    assert found["forecast"]["epochs_to_arrive"] is None
    settings = found["advice"]["settings"]
    taken = run(
        *("--json", "--algorithm", "sgd", "--learning-rate", settings["learning_rate"]),
        *("--epochs", settings["epochs"], *["--standardise"] * settings["standardise"]),
    ).json()
    assert taken["mse"] <= 1.01 * taken["least_squares"]["mse"]
    assert taken["advice"] is None


def test_after_a_divergence_the_advice_is_the_same_and_not_the_largest_stable_rate(run: Run) -> None:
    slow, diverged = run("--json").json(), run("--json", "--learning-rate", 3, "--epochs", 500).json()
    assert diverged["stop_reason"] == "diverged"
    assert diverged["advice"] == slow["advice"]
    assert diverged["forecast"]["epochs_to_arrive"] is None
    assert run("--learning-rate", 3).row("advice") == slow["advice"]["sentence"]
    assert run().row("result").startswith("Not there yet: the MSE is 232 % above")


def test_standardise_trains_on_standardised_x(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "years.csv"
    years = np.arange(1960, 2021)
    path.write_text("".join(f"{year},{316 + 0.013 * (year - 1960) ** 2}\n" for year in years))
    found = run(path, "--json", "--standardise", "--learning-rate", 0.5, "--epochs", 1).json()
    assert found["standardise"] is True
    assert found["mse"] == pytest.approx(found["least_squares"]["mse"], rel=1e-9)
    assert found["m"] == pytest.approx(found["least_squares"]["m"], rel=1e-9)
    assert found["advice"] is None
    raw = run(path, "--json", "--learning-rate", 1e-7).json()
    assert (raw["standardise"], raw["advice"]["settings"]["standardise"]) == (False, True)


def test_without_a_file_it_is_the_sample(run: Run, sample: Dataset) -> None:
    found = run("--json").json()
    assert found["points"] == 20
    expected = lesson(sample.x, sample.y, 0.05, 10, (0.33, 0.48))
    assert (found["m"], found["b"], found["mse"]) == pytest.approx(expected, rel=1e-9)


def test_points_that_do_not_decide_on_one_line_are_remarked_upon(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "upright.csv"
    path.write_text("2,1\n2,3\n")
    assert "All points have the same x" in run(path).row("note")
    best = run(path, "--json").json()["least_squares"]
    assert best == {
        "m": pytest.approx(0.8),
        "b": pytest.approx(0.4),
        "mse": pytest.approx(1),
        "unique": False,
    }


# Divergence


def test_a_run_that_diverges_says_when_and_what_would_be_stable(
    run: Run, ten: tuple[Path, Floats, Floats]
) -> None:
    path, x, _ = ten
    ended = run(path, "--learning-rate", 5, "--epochs", 1000)
    said = re.fullmatch(
        r"Diverged at epoch (\d+) \(shown is the one before, \d+\) with learning rate 5: "
        r"the largest stable one for these points is (\S+)\.",
        ended.row("stop reason"),
    )
    assert said
    assert ended.row("MSE").endswith(f"at epoch {int(said[1]) - 1}")
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1]])
    limit = 2 / np.linalg.eigvalsh(hessian).max()
    assert limit * 0.999 < float(said[2]) < limit
    assert (ended.status, ended.err) == (3, "")


def test_the_json_of_a_run_that_diverges_has_finite_figures_only(run: Run) -> None:
    ended = run("--json", "--learning-rate", 1e308)
    found = ended.json()
    assert (found["stop_reason"], found["stop_epoch"], found["epoch"]) == ("diverged", 1, 0)
    assert np.isfinite([found["m"], found["b"], found["mse"]]).all()
    assert ended.status == 3
