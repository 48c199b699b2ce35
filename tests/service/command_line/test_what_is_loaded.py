"""What each command loads, and what it says when that is not installed."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

WEB = {"starlette", "uvicorn", "anyio", "h11", "mangum"}
CLOUD = {"boto3", "botocore", "slack_sdk"}
TRAINING = {"emoji_training", "torch", "sentence_transformers", "transformers", "onnx"}
NUMERIC = {"numpy", "onnxruntime", "tokenizers"}
REPORT = "; import json, sys; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
RANK = "from emoji_service.cli import main; status = main({arguments!r}); assert status == 0"
WITHOUT = """
import sys

class Missing:
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing)
"""


@pytest.fixture
def python(environment: dict[str, str], tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run code in an interpreter of its own, elsewhere."""

    def run(code: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-c", code],
            input=given,
            capture_output=True,
            text=True,
            env=environment,
            cwd=tmp_path,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def loaded(python: Callable[..., subprocess.CompletedProcess[str]]) -> Callable[..., set[str]]:
    """Run code, and name the top-level modules that are loaded after it."""

    def run(code: str, given: str = "") -> set[str]:
        answer = python(code + REPORT, given)
        assert answer.returncode == 0, answer.stderr
        return set(json.loads(answer.stdout.splitlines()[-1]))

    return run


@pytest.mark.parametrize("arguments", [["happy party"], [], ["--jsonl"]])
def test_rank_loads_no_web_framework_no_cloud_and_no_training(
    loaded: Callable[..., set[str]], tiny_bundle: Path, arguments: list[str]
) -> None:
    command = ["rank", "--bundle", str(tiny_bundle), *arguments]
    names = loaded(RANK.format(arguments=command), given='{"id": 1, "text": "happy party"}\n')
    assert names & (WEB | CLOUD | TRAINING) == set()
    assert names >= NUMERIC


def test_serve_loads_no_cloud_and_no_training(loaded: Callable[..., set[str]]) -> None:
    names = loaded("import emoji_service.serve_command")
    assert names & (CLOUD | TRAINING) == set()
    assert names >= {"starlette", "uvicorn"}


@pytest.mark.parametrize(
    "module", ["emoji_service.errors", "emoji_service.rank_request", "emoji_service.cli"]
)
def test_the_domain_and_the_command_line_load_nothing_heavy(
    loaded: Callable[..., set[str]], module: str
) -> None:
    assert loaded(f"import {module}") & (WEB | CLOUD | TRAINING | NUMERIC) == set()


@pytest.mark.parametrize("module", ["text", "markup", "hints", "machine_text", "errors", "results", "decide"])
def test_the_text_rules_load_neither_numpy_nor_the_runtime(
    loaded: Callable[..., set[str]], module: str
) -> None:
    assert loaded(f"import emoji_ranker.{module}") & (NUMERIC | WEB | CLOUD | TRAINING) == set()


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "anyio"])
def test_serve_names_the_command_that_installs_what_is_missing(
    python: Callable[..., subprocess.CompletedProcess[str]], tiny_bundle: Path, missing: str
) -> None:
    serve = f"from emoji_service.cli import main; sys.exit(main(['serve', '--bundle', {str(tiny_bundle)!r}]))"
    answer = python(WITHOUT.format(missing=[missing]) + serve)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert (
        answer.stderr
        == f"emojibot: `serve` needs {missing}: install it with `pip install 'emojibot[service]'`\n"
    )


def test_rank_needs_nothing_of_the_service_extra(
    python: Callable[..., subprocess.CompletedProcess[str]], tiny_bundle: Path
) -> None:
    rank = RANK.format(arguments=["rank", "--bundle", str(tiny_bundle), "happy party"])
    answer = python(WITHOUT.format(missing=sorted(WEB | CLOUD)) + rank)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert ":tada:" in answer.stdout
