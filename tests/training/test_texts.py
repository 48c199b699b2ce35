"""Files of messages are read line by line, and a bad line is refused by its number."""

import json
from pathlib import Path

import pytest
from emoji_training.errors import TextsError
from emoji_training.texts import read_rows, read_texts
from hypothesis import given
from hypothesis import strategies as st


def write(tmp_path: Path, content: str, name: str = "texts.jsonl") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode())
    return path


@given(st.lists(st.text(), min_size=1))
def test_any_texts_written_as_json_lines_read_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    lines = [json.dumps({"id": "1", "text": text}, ensure_ascii=False) for text in texts]
    path = write(tmp_path_factory.getbasetemp(), "\n".join(lines))
    assert read_texts(path) == texts


def test_separators_that_json_leaves_alone_do_not_end_a_line(tmp_path: Path) -> None:
    path = write(tmp_path, '{"text": "one\u2028two\x85three"}\r\n\n{"text": ""}\r\n')
    assert read_texts(path) == ["one\u2028two\x85three", ""]


def test_plain_text_has_a_message_a_line(tmp_path: Path) -> None:
    path = write(tmp_path, 'we shipped it\r\n\n  \n{"text": 1}\nüber\n', "texts.txt")
    assert read_texts(path) == ["we shipped it", '{"text": 1}', "über"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("we shipped it", "is no JSON"),
        ('"text"', 'expected {"text": "..."}'),
        ("[]", 'expected {"text": "..."}'),
        ("{}", 'expected {"text": "..."}'),
        ('{"text": null}', 'expected {"text": "..."}'),
    ],
)
def test_a_bad_line_is_named_by_its_number(tmp_path: Path, line: str, problem: str) -> None:
    path = write(tmp_path, f'{{"text": "fine"}}\n\n{line}\n')
    with pytest.raises(TextsError) as refusal:
        read_texts(path)
    assert str(refusal.value).startswith(f"{path}, line 3: {problem}")


def test_a_file_that_is_missing_empty_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextsError, match=r"nowhere\.jsonl can't be read.*UTF-8"):
        read_texts(tmp_path / "nowhere.jsonl")
    with pytest.raises(TextsError, match="is empty"):
        read_texts(write(tmp_path, " \n\n"))
    (tmp_path / "texts.jsonl").write_bytes(b'{"text": "\xff"}')
    with pytest.raises(TextsError, match=r"can't be read.*UTF-8"):
        read_texts(tmp_path / "texts.jsonl")


def test_rows_have_the_lists_and_flags_that_are_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, '{"text": "a", "apt": ["tada"], "silent": false, "more": 1}')
    rows = read_rows(path, lists=["apt"], flags=["silent"])
    assert rows == [{"text": "a", "apt": ["tada"], "silent": False, "more": 1}]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"silent": True}, "`apt` must be a list"),
        ({"apt": "tada", "silent": True}, "`apt` must be a list"),
        ({"apt": [1], "silent": True}, "`apt` must be a list"),
        ({"apt": []}, "`silent` must be true or false"),
        ({"apt": [], "silent": 1}, "`silent` must be true or false"),
    ],
)
def test_a_row_without_a_list_or_flag_is_named_by_its_number(
    tmp_path: Path, row: dict[str, object], problem: str
) -> None:
    path = write(tmp_path, json.dumps({"text": "a"} | row))
    with pytest.raises(TextsError, match=f"line 1: {problem}"):
        read_rows(path, lists=["apt"], flags=["silent"])
