"""Films, opened again by Pillow: every frame, how long it stands, and nothing left where one fails."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gdgui.files.atomic import WriteError
from gdgui.files.film.changes import Pixels
from gdgui.files.film.kinds import LARGEST
from gdgui.files.film.timing import HOLD, Timing
from gdgui.files.film.write import write_film
from gdgui.files.film.writer import AHEAD, FilmWriter

SEEDS, COUNTS = st.integers(0, 2**32 - 1), st.integers(2, 6)
SIZES = st.tuples(st.integers(1, 40), st.integers(1, 40))
RATES = st.integers(1, 50)


def opaque(colours: Pixels) -> Pixels:
    """The same with an alpha of 255; shape (height, width, 4)."""
    return np.dstack((colours, np.full(colours.shape[:2], 255, np.uint8)))


def random_frames(seed: int, count: int, size: tuple[int, int]) -> list[Pixels]:
    """Each is the one before with a patch of other colours somewhere, or nowhere."""
    rng, (width, height) = np.random.default_rng(seed), size
    frames = [opaque(rng.integers(0, 256, (height, width, 3), np.uint8))]
    for _ in range(count - 1):
        frame = frames[-1].copy()
        left, top = rng.integers(0, width), rng.integers(0, height)
        patch = frame[top : top + rng.integers(0, height + 1), left : left + rng.integers(0, width + 1), :3]
        patch[:] = rng.integers(0, 256, patch.shape)
        frames.append(frame)
    return frames


def opened(path: Path) -> tuple[list[Pixels], list[float], int | None]:
    """Frames, shape (height, width, 3), milliseconds that each stands, and loops (0: for ever)."""
    frames, delays = [], []
    with Image.open(path) as film:
        for k in range(film.n_frames):  # type: ignore[attr-defined]
            film.seek(k)
            frames.append(np.asarray(film.convert("RGB")))
            delays.append(float(film.info["duration"]))
        return frames, delays, film.info.get("loop")


@settings(deadline=None, max_examples=40)
@given(SEEDS, COUNTS, SIZES, RATES, st.booleans(), st.sampled_from(["apng", "webp"]))
def test_without_loss_every_frame_is_as_it_was_drawn(
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    count: int,
    size: tuple[int, int],
    per_second: int,
    loops: bool,
    kind: str,
) -> None:
    path = tmp_path_factory.mktemp("film") / "film"
    frames, timing = random_frames(seed, count, size), Timing(count, per_second, loops)
    write_film(path, kind, iter(frames), size, timing, frames[:1])
    found, delays, loop = opened(path)
    assert len(found) == count
    for drawn, seen in zip(frames, found, strict=True):
        assert np.array_equal(drawn[:, :, :3], seen)
    assert sum(delays) == pytest.approx(1000 * timing.seconds, abs=0.5)
    assert (delays[-1], loop) == (1000 * HOLD, 0 if loops else 1)


@settings(deadline=None, max_examples=10)
@given(SEEDS, COUNTS, RATES, st.booleans())
def test_a_gif_has_every_frame_in_colours_near_those_drawn(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int, per_second: int, loops: bool
) -> None:
    path = tmp_path_factory.mktemp("film") / "film.gif"
    shades = np.random.default_rng(seed).integers(0, 256, (12, 3), np.uint8)
    frames = [opaque(shades[frame[:, :, 0] % 12]) for frame in random_frames(seed, count, (31, 23))]
    timing = Timing(count, per_second, loops)
    write_film(path, "gif", iter(frames), (31, 23), timing, frames)
    found, delays, loop = opened(path)
    assert len(found) == count
    for drawn, seen in zip(frames, found, strict=True):
        assert np.abs(drawn[:, :, :3].astype(int) - seen).max() <= 16, "8 of the table, 8 of the palette"
    assert sum(delays) == pytest.approx(1000 * timing.seconds, abs=5)
    assert (delays[-1], loop) == (1000 * HOLD, 0 if loops else None)


@given(st.integers(1, 10_000), RATES, st.sampled_from([100, 1000]))
def test_what_is_rounded_off_a_frame_goes_to_the_next(frames: int, per_second: int, unit: int) -> None:
    delays = list(Timing(frames, per_second).delays(unit))
    exact = unit / per_second
    assert len(delays) == frames
    assert all(abs(delay - exact) <= 1 for delay in delays[:-1])
    assert 2 * abs(sum(delays[:-1]) * per_second - unit * (frames - 1)) <= per_second, "at most half a unit"


# What goes wrong


def broken(frames: list[Pixels]) -> Iterator[Pixels]:
    yield from frames
    raise KeyError("no more")


@pytest.mark.parametrize("kind", ["gif", "apng", "webp", "mp4"])
def test_a_film_that_is_not_finished_leaves_what_was_there(
    kind: str, tmp_path: Path, an_encoder: Callable[[str], None]
) -> None:
    an_encoder("cat > /dev/null")
    path = tmp_path / "film"
    path.write_bytes(b"old")
    frames = random_frames(1, 3, (20, 20))
    with pytest.raises(KeyError):
        write_film(path, kind, broken(frames), (20, 20), Timing(5, 20), frames)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["film"]


def test_what_a_webp_cannot_hold_is_said_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LARGEST, "webp", 1000)
    path, frames = tmp_path / "film.webp", random_frames(1, 5, (20, 20))
    path.write_bytes(b"old")
    with pytest.raises(WriteError, match="cannot be written: File too large"):
        write_film(path, "webp", frames, (20, 20), Timing(5, 20), frames)
    assert path.read_bytes() == b"old"


@pytest.fixture
def an_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program in the place of ffmpeg that does this and ends."""

    def put(script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "ffmpeg"
        program.write_text(f"#!/bin/sh\nfor last; do :; done\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)

    return put


@pytest.mark.skipif(os.name == "nt", reason="the encoder is a script of the shell")
def test_the_encoder_is_given_every_frame_and_the_last_one_until_the_end(
    tmp_path: Path, an_encoder: Callable[[str], None]
) -> None:
    an_encoder('cat > "$last"')
    frames = random_frames(3, 4, (20, 10))
    path = tmp_path / "film.mp4"
    write_film(path, "mp4", iter(frames), (20, 10), Timing(4, 10), frames)
    given_ = np.frombuffer(path.read_bytes(), np.uint8).reshape(-1, 10, 20, 4)
    assert np.array_equal(given_, [*frames, *[frames[-1]] * 19])


@pytest.mark.skipif(os.name == "nt", reason="the encoder is a script of the shell")
@pytest.mark.parametrize("reads", ["cat > /dev/null; ", ""], ids=["at the end", "at once"])
def test_an_encoder_that_gives_up_is_quoted_in_a_sentence(
    reads: str, tmp_path: Path, an_encoder: Callable[[str], None]
) -> None:
    an_encoder(f"{reads}echo first; echo 'No space left on device' >&2; exit 1")
    frames = random_frames(3, 40, (100, 100))
    with pytest.raises(WriteError, match=r"film\.mp4 cannot be written: ffmpeg .*No space left on device"):
        write_film(tmp_path / "film.mp4", "mp4", iter(frames), (100, 100), Timing(40, 10), frames)
    assert not (tmp_path / "film.mp4").exists()


def test_without_an_encoder_a_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    frames = random_frames(3, 2, (20, 10))
    with pytest.raises(WriteError, match="ffmpeg"):
        write_film(tmp_path / "film.mp4", "mp4", iter(frames), (20, 10), Timing(2, 10), frames)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="there is no ffmpeg here")
def test_an_mp4_has_every_frame(tmp_path: Path) -> None:
    path, timing = tmp_path / "film.mp4", Timing(5, 10)
    frames = [opaque(np.full((63, 81, 3), 40 * k, np.uint8)) for k in range(5)]
    write_film(path, "mp4", iter(frames), (81, 63), timing, frames)
    command = ["ffmpeg", "-loglevel", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", "gray", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    decoded = np.frombuffer(raw, np.uint8).reshape(-1, 64, 82)
    assert len(decoded) == 5 + 19
    assert np.abs(decoded[:5, :60, :78].mean(axis=(1, 2)) - 40 * np.arange(5)).max() < 4


# The thread


def test_no_more_than_a_few_frames_wait_for_a_slow_encoder() -> None:
    frame = np.zeros((1, 1, 4), np.uint8)
    taken: list[Pixels] = []
    gate = Event()

    def slow(frames: Iterator[Pixels]) -> int:
        gate.wait()
        taken.extend(frames)
        return len(taken)

    writer = FilmWriter(slow)
    assert [writer.take(frame) for _ in range(AHEAD + 2)] == [True] * AHEAD + [False] * 2
    gate.set()
    while not writer.take(None):
        pass
    while not writer.is_done():
        pass
    assert writer.result() == AHEAD
