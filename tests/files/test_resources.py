from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gdgui.files import resources
from gdgui.files.points_csv import load
from gdgui.files.resources import resource, resources_in


def test_a_resource_of_this_checkout_is_found() -> None:
    assert resource("examples/noisy-line.csv").read_text(encoding="utf-8").startswith("x,y\n")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty stand-in for the folder of the package."""
    package = tmp_path / "gdgui"
    monkeypatch.setattr(resources, "_PACKAGE", package)
    return package


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_a_checkout_has_its_resources_beside_the_package(package: Path) -> None:
    beside = put(package.parent / "resources" / "icons" / "a.svg")
    assert resource("icons/a.svg") == beside


def test_a_wheel_has_its_resources_inside_the_package(package: Path) -> None:
    put(package.parent / "resources" / "icons" / "a.svg")  # of another package installed beside it
    inside = put(package / "resources" / "icons" / "a.svg")
    assert resource("icons/a.svg") == inside


@pytest.mark.parametrize("name", ["no-such-file.csv", "samples"])
def test_a_missing_resource_is_named(name: str) -> None:
    with pytest.raises(FileNotFoundError, match=f"“{name}” is missing"):
        resource(name)


def test_the_files_of_a_folder_come_in_the_order_of_their_names(package: Path) -> None:
    beside = package.parent / "resources" / "lessons"
    second, first = put(beside / "b.toml"), put(beside / "a.toml")
    put(beside / "README.md")
    assert resources_in("lessons", ".toml") == [first, second]
    inside = put(package / "resources" / "lessons" / "c.toml")
    assert resources_in("lessons", ".toml") == [inside]
    with pytest.raises(FileNotFoundError, match="“guide” is missing"):
        resources_in("guide", ".toml")


def test_the_sample_is_an_obvious_noisy_line_in_the_unit_square() -> None:
    dataset = load(resource("examples/noisy-line.csv")).points.dataset
    assert len(dataset) == 20
    assert np.all(np.diff(dataset.x) > 0)
    for values in (dataset.x, dataset.y):
        assert values.min() >= 0
        assert values.max() <= 1
    m, b = np.polyfit(dataset.x, dataset.y, 1)
    assert (m, b) == (pytest.approx(0.6, abs=0.05), pytest.approx(0.1, abs=0.05))
    assert np.std(dataset.y - (m * dataset.x + b)) == pytest.approx(0.08, abs=0.02)
