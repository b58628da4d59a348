"""The arrow between rooms where import-linter cannot see it: Qt's parts, calls, mirrors."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("app", "sync", "resources")

PURE = ("app.domain", "sync.change", "sync.clock", "sync.digest", "sync.merge", "sync.policy")
ROOMS_OF_QT = {
    "app.background": ("PySide6.QtCore",),
    "app.viewmodels": ("PySide6.QtCore",),
    "app.ui": ("PySide6",),
    "app.bootstrap": ("PySide6",),
}
ROOMS_OF_SQL = (
    "app.store",
    "sync.binding",
    "sync.journal",
    "sync.outbox",
    "sync.relayed",
    "sync.hub",
)
ROOMS_OF_HTTP = ("sync.client", "sync.hub", "app.bootstrap")
ABOUT_MANY = {"test_translations", "test_ten_tasks"}
"""Tests of what no single module holds: every word of the window, what a host does all evening."""

STORIES = ROOT / "tests" / "sync" / "scenarios"
"""Stories of devices and hubs: each goes through all modules, and mirrors none."""

ASKS_CLOCK_OR_CHANCE = {"now", "today", "utcnow", "uuid1", "uuid4", "open", "input"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {
    module_name(path): path
    for package in PACKAGES
    for path in sorted(ROOT.glob(f"{package}/**/*.py"))
}


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(SOURCES[module].read_text(encoding="utf-8"))


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, include_external_packages=True)


def is_in(module: str, *rooms: str) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def imports(module: str) -> Iterator[str]:
    """Yield what a module imports; `from a import b` counts as `a.b`, which may be a module."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(module: str) -> Iterator[str]:
    """Yield the last word of everything a module calls: `now` for `datetime.now(UTC)`."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.func.id


def test_no_module_imports_itself_in_a_circle():
    edges = {
        module: {
            each for each in graph().find_modules_directly_imported_by(module) if each in SOURCES
        }
        for module in SOURCES
    }
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


def test_every_module_says_in_its_first_sentence_what_it_is_for():
    silent = [
        module
        for module in SOURCES
        if not (ast.get_docstring(tree_of(module)) or "").split("\n\n")[0].endswith((".", ";", ":"))
    ]
    assert silent == []


def test_every_layer_of_the_contracts_is_a_room():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layered = [
        f"{contract['containers'][0]}.{name.strip(' ()')}"
        for contract in config["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
        for layer in contract["layers"]
        for name in layer.split("|")
    ]
    assert [name for name in layered if name not in SOURCES] == []


def test_qt_is_met_only_in_the_rooms_that_may_know_it_and_widgets_only_in_the_window():
    strangers = [
        f"{module} imports {name}"
        for module in SOURCES
        for name in imports(module)
        if is_in(name, "PySide6")
        and not any(
            is_in(module, room) and is_in(name, *parts) for room, parts in ROOMS_OF_QT.items()
        )
    ]
    assert strangers == []


def test_the_window_sees_only_view_models_and_the_domain():
    strangers = [
        f"{module} imports {name}"
        for module in SOURCES
        for name in imports(module)
        if is_in(module, "app.ui")
        and is_in(name, "app", "sync")
        and not is_in(name, "app.ui", "app.viewmodels", "app.domain")
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("libraries", "rooms"),
    [
        (("sqlite3", "sqlite_utils", "sqlalchemy"), ROOMS_OF_SQL),
        (("httpx", "httpx_sse"), ROOMS_OF_HTTP),
        (("fastapi", "starlette", "uvicorn"), ("sync.hub",)),
    ],
)
def test_each_foreign_tongue_is_spoken_in_its_own_rooms(libraries, rooms):
    strangers = [
        f"{module} imports {library}"
        for library in libraries
        if library in graph().modules
        for module in graph().find_modules_that_directly_import(library)
        if not is_in(module, *rooms)
    ]
    assert strangers == []


def test_pure_rooms_ask_neither_the_clock_nor_chance_nor_the_disk():
    asking = [
        f"{module} calls {name}()"
        for module in SOURCES
        if is_in(module, *PURE)
        for name in calls(module)
        if name in ASKS_CLOCK_OR_CHANCE
    ]
    assert asking == []


def test_nothing_prints_behind_the_command_lines_back():
    printing = [
        module
        for module in SOURCES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Name) and node.id == "print"
    ]
    assert printing == []


def test_only_the_last_resort_in_bootstrap_catches_everything():
    catching = [
        module
        for module in SOURCES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    ]
    assert len(catching) <= 1
    assert [module for module in catching if not is_in(module, "app.bootstrap")] == []


def test_no_module_rebinds_a_global():
    rebinding = [
        module
        for module in SOURCES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Global)
    ]
    assert rebinding == []


def test_the_command_line_starts_without_qt_and_without_a_server():
    loaded = subprocess.run(
        [sys.executable, "-c", "import app.cli, sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {"app.cli"} <= set(loaded)
    assert {"PySide6", "fastapi", "uvicorn", "sqlalchemy"} & set(loaded) == set()


def test_tests_mirror_the_code_file_for_file():
    strays = []
    for package in PACKAGES:
        for path in sorted(ROOT.glob(f"tests/{package}/**/test_*.py")):
            mirrored = path.relative_to(ROOT / "tests").with_name(path.stem.removeprefix("test_"))
            if path.stem in ABOUT_MANY or path.is_relative_to(STORIES):
                continue
            if ".".join(mirrored.parts) not in SOURCES:
                strays.append(str(path.relative_to(ROOT)))
    assert strays == []


def test_every_module_that_does_something_has_its_mirror_in_the_tests():
    unmirrored = []
    for module, path in SOURCES.items():
        does = any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree_of(module)))
        inside = path.relative_to(ROOT)
        mirror = ROOT / "tests" / inside.with_name(f"test_{inside.name}")
        if does and inside.stem not in {"__init__", "__main__"} and not mirror.exists():
            unmirrored.append(str(mirror.relative_to(ROOT)))
    assert unmirrored == []


def test_packaging_is_a_folder_and_not_a_library():
    assert not (ROOT / "packaging" / "__init__.py").exists()
