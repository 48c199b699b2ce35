"""Who may import whom: the arrows between the rooms, read off the source of every module."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {
    "emoji_ranker": ROOT / "model",
    "emoji_service": ROOT / "lambda",
    "emoji_training": ROOT / "training",
}
STANDARD = frozenset(sys.stdlib_module_names)
RANKER_MAY = STANDARD | {"emoji_ranker", "numpy", "onnxruntime", "tokenizers"}
HEAVY = frozenset({"torch", "sentence_transformers", "transformers", "onnx", "onnxscript"})
WEB = frozenset({"starlette", "uvicorn", "anyio", "mangum", "fastapi", "httpx2", "boto3", "slack_sdk"})
DOMAIN = ("errors", "rank_request")
MODULES = sorted(path for room, folder in ROOMS.items() for path in (folder / room).rglob("*.py"))
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")


def imported(tree: ast.AST, *, at_the_top: bool = False) -> set[str]:
    """Name every module that a source imports, dotted; relative ones start with a dot."""
    names: set[str] = set()
    for node in statements(tree, at_the_top=at_the_top):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


def statements(tree: ast.AST, *, at_the_top: bool) -> Iterator[ast.AST]:
    """Go through a tree; what runs when the module is imported only, if so wished."""
    for node in ast.iter_child_nodes(tree):
        later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for_types = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        if not (at_the_top and (later or for_types)):
            yield node
            yield from statements(node, at_the_top=at_the_top)


def packages(path: Path, *, at_the_top: bool = False) -> set[str]:
    names = imported(ast.parse(path.read_text(encoding="utf-8")), at_the_top=at_the_top)
    return {path.parent.name if name.startswith(".") else name.partition(".")[0] for name in names}


def room_of(path: Path) -> str:
    return next(room for room, folder in ROOMS.items() if path.is_relative_to(folder))


@each_module
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    room, names = room_of(path), packages(path)
    if room == "emoji_ranker":
        assert names - RANKER_MAY == set()
    else:
        assert names & (ROOMS.keys() - {room, "emoji_ranker"}) == set()
    assert names & {"tests", "conftest", "pytest", "hypothesis"} == set()


@each_module
def test_torch_and_its_like_are_loaded_in_training_only_and_only_when_called(path: Path) -> None:
    if room_of(path) != "emoji_training":
        assert packages(path) & HEAVY == set()
    allowed = {"onnx"} if path.name in {"quantise.py", "writer.py"} else set()
    assert packages(path, at_the_top=True) & HEAVY <= allowed


@each_module
def test_nothing_is_imported_by_a_computed_name(path: Path) -> None:
    called = {
        ast.unparse(node.func).rpartition(".")[2]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert called & {"import_module", "__import__", "run_module", "run_path"} == set()


@pytest.mark.parametrize("module", DOMAIN)
def test_the_domain_of_the_service_knows_no_web_framework(module: str) -> None:
    path = ROOMS["emoji_service"] / "emoji_service" / f"{module}.py"
    assert packages(path) & WEB == set()
    names = imported(ast.parse(path.read_text(encoding="utf-8")))
    ours = {name for name in names if name.startswith("emoji_service")}
    assert ours <= {f"emoji_service.{name}" for name in DOMAIN}


def test_a_package_loads_nothing_when_it_is_opened() -> None:
    for room, folder in ROOMS.items():
        assert packages(folder / room / "__init__.py") == set()


def test_every_room_was_found() -> None:
    assert {room_of(path) for path in MODULES} == ROOMS.keys()
    assert len(MODULES) >= 20


def test_imports_are_found_wherever_they_stand() -> None:
    tree = ast.parse(
        "import a.b as c, d\n"
        "from e.f import g\n"
        "from . import h\n"
        "from .i import j\n"
        "try:\n    import k\nexcept ImportError:\n    pass\n"
        "class L:\n    import m\n"
        "def n():\n    import o\n    async def p():\n        from q import r\n"
        "if TYPE_CHECKING:\n    import s\n"
    )
    top = {"a.b", "d", "e.f", ".", ".i", "k", "m"}
    assert imported(tree, at_the_top=True) == top
    assert imported(tree) == top | {"o", "q", "s"}
