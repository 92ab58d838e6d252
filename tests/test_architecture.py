"""The house keeps its shape: imports point one way, and what is written down twice agrees."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from gdgui.core.algorithms import ALGORITHMS
from gdgui.display import PACKAGES

ROOT = Path(__file__).parent.parent


def test_imports_point_one_way() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_algorithms_are_told_apart_by_name_nowhere_but_in_their_own_folder() -> None:
    for path in (ROOT / "gdgui").rglob("*.py"):
        if "algorithms" not in path.parts:
            constants = (each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
            names = {each.value for each in constants if isinstance(each, ast.Constant)}
            assert not names & ALGORITHMS.keys(), path


def test_no_module_is_imported_by_what_it_imports() -> None:
    """Packages too, which import-linter leaves out: `core/__init__.py` stands above what it imports."""
    graph = grimp.build_graph("gdgui")
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize("floor", ["core", "words", "experiment", "files", "training"])
def test_below_the_window_there_are_no_widgets(floor: str) -> None:
    """import-linter knows PySide6 only as a whole."""
    for path in sorted((ROOT / "gdgui" / floor).rglob("*.py")):
        assert [name for name in imported(path) if name.startswith("PySide6.QtWidgets")] == [], path


def imported(path: Path) -> Iterator[str]:
    """Full names of all that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_readme_and_ci_install_the_packages_that_the_program_names() -> None:
    for name in ("README.md", ".ci/run"):
        words = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").split()
        assert set(PACKAGES.split()) <= set(words), name


def test_what_the_readme_links_to_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).is_file(), target
