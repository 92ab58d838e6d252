"""The sample data: complete, and the classics as they were published."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.core import Dataset, least_squares
from gdgui.files.example_datasets import example_datasets
from gdgui.files.points_csv import load


def points(title: str) -> Dataset:
    return next(each for each in example_datasets() if each.title == title).points().dataset


def test_each_has_a_title_names_of_its_axes_what_it_teaches_and_a_source() -> None:
    assert len(example_datasets()) == 12
    assert len({each.title for each in example_datasets()}) == 12
    for each in example_datasets():
        assert each.teaches.endswith(".")
        assert len(each.teaches.split(". ")) == 1, "one sentence"
        assert len(each.source) > 10
        assert each.path.read_text().splitlines()[0].count(",") == 1
        assert len(each.points().dataset) >= 9


@pytest.mark.parametrize("which", ["I", "II", "III", "IV"])
def test_anscombes_four_have_the_same_published_summary(which: str) -> None:
    dataset = points(f"Anscombe {which}")
    assert len(dataset) == 11
    assert (dataset.x.mean(), dataset.x.var(ddof=1)) == (9, 11)
    assert dataset.y.mean() == pytest.approx(7.50, abs=0.005)
    assert dataset.y.var(ddof=1) == pytest.approx(4.125, abs=0.003)
    assert np.corrcoef(dataset.x, dataset.y)[0, 1] == pytest.approx(0.816, abs=0.0006)
    slope, intercept = np.polyfit(dataset.x, dataset.y, 1)
    assert (slope, intercept) == (pytest.approx(0.500, abs=0.0005), pytest.approx(3.00, abs=0.005))


def test_the_cars_have_the_published_regression() -> None:
    """Fuel economy on weight: 37.285 − 5.344·weight with R² 0.7528 and residual standard error 3.046."""
    dataset = points("Car weight and fuel economy")
    assert len(dataset) == 32
    assert [dataset.y.mean(), dataset.x.mean()] == pytest.approx([20.09062, 3.21725], abs=1e-5)
    best = least_squares(dataset)
    assert [best.b, best.m] == pytest.approx([37.2851, -5.3445], abs=5e-5)
    assert 1 - best.mse / dataset.y.var() == pytest.approx(0.7528, abs=5e-5)
    assert (32 * best.mse / 30) ** 0.5 == pytest.approx(3.046, abs=5e-4)


def test_old_faithful_has_the_published_regression() -> None:
    """Waiting on eruption: 33.4744 + 10.7296·eruption, correlation 0.9008, standard error 5.914."""
    dataset = points("Old Faithful")
    assert len(dataset) == 272
    assert [dataset.x.mean(), dataset.y.mean()] == pytest.approx([3.4878, 70.8971], abs=5e-5)
    best = least_squares(dataset)
    assert [best.b, best.m] == pytest.approx([33.4744, 10.7296], abs=5e-5)
    assert np.corrcoef(dataset.x, dataset.y)[0, 1] == pytest.approx(0.9008, abs=5e-5)
    assert (272 * best.mse / 270) ** 0.5 == pytest.approx(5.914, abs=5e-4)


def test_those_made_for_gdgui_teach_what_they_say() -> None:
    assert least_squares(points("Perfect line")).mse < 1e-30
    narrow = points("Steep narrow valley")
    assert narrow.x.min() >= 20
    assert abs(np.corrcoef(*(getattr(points("No trend"), axis) for axis in "xy"))[0, 1]) < 0.01
    cars = points("Used cars")
    assert len(cars) == 20
    assert [least_squares(cars).b, least_squares(cars).m] == pytest.approx([23.0, -0.078], rel=0.01)
    assert cars.x.max() > 100
    outlier = points("One outlier")
    rest = Dataset(outlier.x[:-1], outlier.y[:-1])
    assert least_squares(outlier).mse > 10 * least_squares(rest).mse
    four = points("Anscombe IV")
    without = Dataset(*(np.delete(values, four.x.argmax()) for values in (four.x, four.y)))
    assert not least_squares(without).unique


def test_each_file_is_what_the_reader_of_files_finds_in_it() -> None:
    for each in example_datasets():
        assert each.points().names == load(each.path).points.names
        assert each.points().dataset == load(each.path).points.dataset
