"""Files and folders are written whole or not at all, and nothing that is not ours is replaced."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from emoji_training.errors import OutputError
from emoji_training.files import write_folder, write_text

MARKER = "made.json"
OTHERS = ("one.txt", "two.txt")


def write(target: Path, content: str) -> None:
    with write_folder(target, marker=MARKER, others=OTHERS) as draft:
        for name in (MARKER, *OTHERS):
            (draft / name).write_text(content, encoding="utf-8")


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def whole(content: str) -> dict[str, str]:
    return dict.fromkeys((MARKER, *OTHERS), content)


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder written before, alone in its parent."""
    folder = tmp_path / "parent" / "target"
    write(folder, "old")
    return folder


# A folder


def test_a_folder_appears_whole_with_its_parents(target: Path) -> None:
    assert held(target) == whole("old")
    assert target.stat().st_mode & 0o777 == 0o755
    assert beside(target) == []


def test_a_folder_replaces_the_one_before(target: Path) -> None:
    (target / OTHERS[0]).unlink()
    write(target, "new")
    assert held(target) == whole("new")
    assert beside(target) == []


def test_an_empty_folder_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "parent" / "target"
    target.mkdir(parents=True)
    write(target, "new")
    assert held(target) == whole("new")
    assert beside(target) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_the_old_folder_and_no_draft(target: Path, error: type[BaseException]) -> None:
    def fail() -> None:
        with write_folder(target, marker=MARKER, others=OTHERS) as draft:
            (draft / MARKER).write_text("new", encoding="utf-8")
            raise error

    with pytest.raises(error):
        fail()
    assert held(target) == whole("old")
    assert beside(target) == []


def test_a_full_disk_is_named_and_leaves_the_old_folder(target: Path) -> None:
    def fill() -> None:
        with write_folder(target, marker=MARKER, others=OTHERS):
            raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match=r"target can't be written .*No space left.*--output"):
        fill()
    assert held(target) == whole("old")
    assert beside(target) == []


def test_the_folder_holds_the_old_or_the_new_at_every_step(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, str] | None] = []
    rename = Path.rename

    def watched(self: Path, other: Path) -> Path:
        result = rename(self, other)
        seen.append(held(target) if target.exists() else None)
        return result

    monkeypatch.setattr(Path, "rename", watched)
    write(target, "new")
    assert seen == [None, whole("new")]


def test_everything_is_on_the_disk_before_the_old_folder_goes(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[dict[str, str]] = []
    monkeypatch.setattr(os, "fsync", lambda _file: synced.append(held(target)))
    write(target, "new")
    assert synced == [whole("old")] * 3


@pytest.mark.parametrize("error", [OSError(16, "Device or resource busy"), KeyboardInterrupt()])
def test_a_replacement_that_fails_half_way_is_undone(
    target: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    rename = Path.rename

    def failing(self: Path, other: Path) -> Path:
        if other == target and ".previous" not in self.name:
            raise error
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write(target, "new")
    assert held(target) == whole("old")
    assert beside(target) == []


DIE_BETWEEN_THE_RENAMES = """
import os, sys
from pathlib import Path
from emoji_training.files import write_folder
rename = Path.rename
def dying(self, other):
    rename(self, other)
    os._exit(9)
Path.rename = dying
with write_folder(Path(sys.argv[1]), marker="made.json", others=()) as draft:
    (draft / "made.json").touch()
"""


def test_a_crash_between_the_two_renames_is_put_right_by_the_next_call(target: Path) -> None:
    (target / OTHERS[0]).unlink()
    (target / OTHERS[1]).unlink()
    died = subprocess.run([sys.executable, "-c", DIE_BETWEEN_THE_RENAMES, target], check=False, timeout=60)
    assert died.returncode == 9
    assert not target.exists()

    def fail() -> None:
        with write_folder(target, marker=MARKER, others=OTHERS):
            assert held(target) == {MARKER: "old"}
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert held(target) == {MARKER: "old"}


def test_a_crash_after_both_renames_leaves_nothing_behind_for_long(target: Path) -> None:
    previous = target.parent / ".target.previous"
    write(previous, "older")
    write(target, "new")
    assert held(target) == whole("new")
    assert beside(target) == []


def test_a_crash_while_the_old_folder_was_being_removed_is_cleaned_up(target: Path) -> None:
    previous = target.parent / ".target.previous"
    write(previous, "older")
    (previous / MARKER).unlink()
    write(target, "new")
    assert held(target) == whole("new")
    assert beside(target) == []


@pytest.mark.parametrize(
    ("place", "content"),
    [
        ("target", {"notes.txt": "mine"}),
        ("target", {OTHERS[0]: "mine"}),
        ("target", {MARKER: "{}", "index.html": "mine"}),
        (".target.previous", {"index.html": "mine"}),
        (".target.previous", {MARKER: "{}", "index.html": "mine"}),
    ],
)
def test_a_folder_of_someone_else_is_left_alone(tmp_path: Path, place: str, content: dict[str, str]) -> None:
    folder = tmp_path / "parent" / place
    folder.mkdir(parents=True)
    for name, text in content.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(OutputError, match=r"(has no made\.json|holds index\.html).*--output"):
        write(tmp_path / "parent" / "target", "new")
    assert held(folder) == content
    assert beside(folder) == []


def test_a_file_is_not_replaced_by_a_folder(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("mine", encoding="utf-8")
    for path in (target, target / "below"):
        with pytest.raises(OutputError, match=r"Not a directory.*--output"):
            write(path, "new")
    assert target.read_text(encoding="utf-8") == "mine"


def test_through_a_link_the_folder_behind_it_is_replaced(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(target)
    write(link, "new")
    assert link.is_symlink()
    assert held(target) == whole("new")
    assert beside(link) == ["parent"]


@pytest.mark.parametrize("here", [Path(), Path("../target")])
def test_the_current_folder_can_be_the_target(
    target: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(target)
    write(here, "new")
    assert held(target) == whole("new")
    assert beside(target) == []


# A file


def test_a_file_appears_with_its_parents_and_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "parent" / "file"
    write_text(path, "old")
    write_text(path, "zwölf\r\n")
    assert path.read_bytes() == "zwölf\r\n".encode()
    assert beside(path) == []


@pytest.mark.parametrize("step", ["write_text", "replace"])
def test_a_file_that_cant_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")

    def failing(self: Path, *_arguments: object, **_options: object) -> None:
        if step == "write_text":
            self.write_bytes(b"ne")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, step, failing)
    with pytest.raises(OutputError, match=r"file can't be written .*No space left.*--output"):
        write_text(path, "new")
    assert path.read_bytes() == b"old"
    assert beside(path) == []


def test_a_file_is_on_the_disk_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _file: synced.append(path.read_text(encoding="utf-8")))
    write_text(path, "new")
    assert synced == ["old"]
    assert path.read_bytes() == b"new"


def test_writers_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = tmp_path / "file"
    texts = ["a" * 100_000, "b" * 200_000]
    problems: list[Exception] = []

    def write_often(text: str) -> None:
        try:
            for _ in range(20):
                write_text(path, text)
                assert path.read_text(encoding="utf-8") in texts
        except Exception as error:  # noqa: BLE001 - a thread's failure must reach the test
            problems.append(error)

    threads = [threading.Thread(target=write_often, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert beside(path) == []


def test_only_a_plain_file_is_replaced(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    for path in (pipe, folder):
        with pytest.raises(OutputError, match=r"no plain file.*--output"):
            write_text(path, "new")
    assert pipe.is_fifo()
    assert sorted(tmp_path.iterdir()) == [folder, pipe]


def test_a_file_has_no_file_below_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"file/below can't be written"):
        write_text(tmp_path / "file" / "below", "new")


def test_through_a_link_the_file_behind_it_is_replaced(tmp_path: Path) -> None:
    path, link = tmp_path / "file", tmp_path / "link"
    link.symlink_to(path)
    write_text(link, "new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
