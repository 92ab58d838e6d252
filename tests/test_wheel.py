"""What is published works without the checkout it was built from."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def uv() -> str:
    found = os.environ.get("UV") or shutil.which("uv")
    if not found:
        excuse = "uv, which builds the wheel, is not installed"
        if os.environ.get("CI"):
            pytest.fail(excuse)
        pytest.skip(excuse)
    return found


@pytest.fixture(scope="module")
def wheel(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([uv, "build", "--quiet", "--wheel", "--out-dir", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(uv: str, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel, installed; what it depends on is that of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    install = [uv, "pip", "install", "--quiet", "--no-deps", "--python", sys.executable]
    subprocess.run([*install, "--target", folder, wheel], check=True)
    return folder


def python(installed: Path, elsewhere: Path, *arguments: str) -> str:
    """What Python prints that has the wheel, started in another folder."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=elsewhere, env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_the_installed_program_finds_its_sample_and_trains(installed: Path, tmp_path: Path) -> None:
    found = json.loads(python(installed, tmp_path, "-m", "gdgui", "--headless", "--json"))
    assert (found["points"], found["stop_reason"]) == (20, "finished")


def test_everything_the_installed_program_uses_of_itself_is_installed(
    installed: Path, tmp_path: Path
) -> None:
    script = (
        "import gdgui, gdgui.ui.window; from gdgui.files.resources import resource;"
        "print(gdgui.__file__, resource('examples/noisy-line.csv'), resource('icons/gdgui.svg'), sep='\\n')"
    )
    for path in python(installed, tmp_path, "-c", script).splitlines():
        assert Path(path).is_relative_to(installed)


def test_the_installed_program_has_its_lessons_and_its_guide(installed: Path, tmp_path: Path) -> None:
    script = (
        "from gdgui.files.lesson_file import lessons; from gdgui.files.guide_file import guide;"
        "print(len(lessons()), len(guide()))"
    )
    assert python(installed, tmp_path, "-c", script) == "12 12\n"


def test_every_resource_and_every_module_is_in_the_wheel(wheel: Path) -> None:
    modules = {path.relative_to(ROOT) for path in (ROOT / "gdgui").rglob("*.py")} | {Path("gdgui/py.typed")}
    resources = {"gdgui" / path.relative_to(ROOT) for path in files_below(ROOT / "resources")}
    with ZipFile(wheel) as archive:
        packed = {Path(name) for name in archive.namelist() if name.startswith("gdgui/")}
    assert packed == modules | resources


def test_the_program_is_declared_as_one_with_a_window(wheel: Path) -> None:
    declared = ConfigParser()
    with ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt"))
        declared.read_string(archive.read(name).decode())
    assert {section: dict(declared[section]) for section in declared.sections()} == {
        "gui_scripts": {"gdgui": "gdgui.__main__:main"}
    }


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
