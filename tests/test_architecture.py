"""The house keeps its shape: imports point one way, and what is written down twice agrees."""

import ast
import re
import subprocess
import sys
from pathlib import Path

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


def test_readme_and_ci_install_the_packages_that_the_program_names() -> None:
    for name in ("README.md", ".ci/run"):
        words = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").split()
        assert set(PACKAGES.split()) <= set(words), name


def test_what_the_readme_links_to_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).is_file(), target
