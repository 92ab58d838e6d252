from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gdgui.files.atomic import write_atomically


def test_the_chunks_are_written_in_order_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    write_atomically(path, [b"a,b\n", b"", b"\r\n\0\xff"])
    assert path.read_bytes() == b"a,b\n\r\n\0\xff"
    assert list(tmp_path.iterdir()) == [path]


def test_no_chunks_make_an_empty_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "empty", [])
    assert (tmp_path / "empty").read_bytes() == b""


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(b"something longer")
    write_atomically(path, [b"new"])
    assert path.read_bytes() == b"new"


def test_the_old_file_stays_until_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"new" * 100_000
        assert path.read_bytes() == b"old"

    write_atomically(path, chunks())
    assert path.read_bytes() == b"new" * 100_000


@pytest.mark.parametrize("error", [ValueError("stop"), KeyboardInterrupt()])
def test_the_old_file_survives_chunks_that_fail(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"new"
        raise error

    with pytest.raises(type(error)) as caught:
        write_atomically(path, chunks())
    assert caught.value is error
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file may grow beyond 1 MB: like a full disk, and it binds even root."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10**6, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("chunks", [[b"x" * 2_000_000], [b"x" * 1000] * 2000, [b"x" * 999_999, b"xx"]])
def test_the_old_file_survives_a_full_disk(tmp_path: Path, chunks: list[bytes]) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(b"old")
    with pytest.raises(OSError, match="cannot be written") as caught:
        write_atomically(path, chunks)
    assert str(caught.value) == f"{path} cannot be written: File too large."
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_survives_where_no_other_can_be_made_beside_it(tmp_path: Path) -> None:
    # As in a folder that is read-only, but for root too: the name leaves no room for a temporary one.
    path = tmp_path / ("x" * os.pathconf(tmp_path, "PC_NAME_MAX"))
    path.write_bytes(b"old")
    with pytest.raises(OSError, match="cannot be written"):
        write_atomically(path, [b"new"])
    assert path.read_bytes() == b"old"


def test_a_missing_folder_is_an_error_that_says_what_and_where(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "new.csv"
    with pytest.raises(OSError, match="cannot be written") as caught:
        write_atomically(path, [b"new"])
    assert str(caught.value) == f"{path} cannot be written: No such file or directory."
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OSError, match="cannot be written: Filename refers to a directory"):
        write_atomically(folder, [b"new"])
    assert folder.is_dir()


def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="cannot be written: it is not an ordinary file"):
        write_atomically(pipe, [b"new"])
    assert pipe.is_fifo()


def test_a_link_stays_a_link_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    path, link = tmp_path / "file", tmp_path / "link"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write_atomically(link, [b"new"])
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["a\0b", "\udcffb"])
def test_a_name_that_would_become_another_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match="�b cannot be written: no file can have that name"):
        write_atomically(tmp_path / name, [b"new"])
    assert list(tmp_path.iterdir()) == []


def test_qt_is_loaded_by_writing_only() -> None:
    code = "import sys, gdgui.files.atomic; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
