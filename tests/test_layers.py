"""The rules that hold the rooms apart, beyond what import-linter reads from pyproject.toml."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "conceptgraph"
#: What may not be imported at the top of a module of these folders, as it costs every command and every build its time.
LAZY = {
    "cli": ("spacy", "pyvis", "networkx", "sphinx", "numpy", "scipy", "IPython"),
    "sphinxext": ("spacy", "pyvis", "networkx", "numpy", "scipy", "IPython"),
    "extraction": ("spacy",),
    "drawing": ("pyvis", "IPython"),
    "pipeline.py": ("spacy", "pyvis"),
}


def top_imports(file: Path) -> Iterator[str]:
    """The modules a file imports when it is imported itself, leaving out those only a type checker sees."""
    waiting: list[ast.AST] = list(ast.parse(file.read_text(encoding="utf-8")).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting.extend(node.orelse)
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("folder", LAZY)
def test_heavy_libraries_are_imported_where_they_are_used(folder: str) -> None:
    """No module of a front end or of a hot room imports a heavy library at its top."""
    place = PACKAGE / folder
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert files
    early = {(file.name, module) for file in files for module in top_imports(file) if module.split(".")[0] in LAZY[folder]}
    assert not early


def test_the_check_for_lazy_imports_can_fail(tmp_path: Path) -> None:
    """A heavy import at the top of a module, or inside `try` or a class there, is seen; one in a function is not."""
    file = tmp_path / "module.py"
    source = "try:\n    import spacy\nexcept ImportError:\n    pass\nclass A:\n    import pyvis\ndef f():\n    import sphinx\n"
    file.write_text(source, encoding="utf-8")
    assert sorted(top_imports(file)) == ["pyvis", "spacy"]


def test_the_data_model_needs_only_the_standard_library() -> None:
    """`model`, `errors`, `doors` and `settings` import nothing but the standard library and one another."""
    for name in ("model", "errors", "doors", "settings"):
        foreign = {module.split(".")[0] for module in top_imports(PACKAGE / f"{name}.py")} - sys.stdlib_module_names - {"conceptgraph"}
        assert not foreign, name


def test_every_module_stands_on_a_floor() -> None:
    """Each module and folder of the package has its line in the layers contract."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    floors = {name for line in contracts[0]["layers"] for name in line.split(" | ")}
    modules = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert modules - {"__init__"} == floors
