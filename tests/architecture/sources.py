"""The project's own files, as the tests about its shape read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("crm", "ui", "tests", "benchmarks")
TEXT_SUFFIXES = {".cfg", ".in", ".json", ".lock", ".md", ".po", ".py", ".spec", ".toml", ".yml"}


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the project, parsed."""

    path: str
    """Below the project's folder, with slashes."""
    tree: ast.Module

    def is_in(self, *folders: str) -> bool:
        """Whether it is one of these files or lies in one of these folders."""
        return _is_in(self.path, folders)

    def at(self, node: ast.expr | ast.stmt | ast.alias) -> str:
        """Where a finding is, for the message of a failure."""
        return f"{self.path}:{node.lineno}"


def list_modules() -> tuple[Module, ...]:
    """Every module of the packages, in the order of their paths."""
    return tuple(map(_parsed, _paths()))


def modules_of(*folders: str, beside: tuple[str, ...] = ()) -> Iterator[Module]:
    """The modules in these folders, without those in the folders named by ``beside``."""
    for path in _paths():
        if _is_in(path, folders) and not _is_in(path, beside):
            yield _parsed(path)


@cache
def _paths() -> tuple[str, ...]:
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    return tuple(file.relative_to(ROOT).as_posix() for file in sorted([*files, ROOT / "dev.py"]))


@cache
def _parsed(path: str) -> Module:
    return Module(path, ast.parse((ROOT / path).read_text("utf-8")))


def _is_in(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == each or path.startswith(f"{each}/") for each in folders)


def list_text_files() -> list[Path]:
    """What people read and write of the project: code, documents, settings, locks."""
    folders = [*PACKAGES, "docs", "resources", ".ci"]
    below = [file for folder in folders for file in (ROOT / folder).rglob("*")]
    found = [file for file in (*ROOT.iterdir(), *below) if file.is_file()]
    return sorted(file for file in found if file.suffix in TEXT_SUFFIXES or file.name == "run")


def names_in(node: ast.AST) -> Iterator[tuple[ast.expr | ast.alias, str]]:
    """Every name a piece of code uses or imports, with the dots it is written with."""
    for each in ast.walk(node):
        if isinstance(each, ast.alias):
            yield each, each.name
        elif isinstance(each, ast.Name):
            yield each, each.id
        elif isinstance(each, ast.Attribute):
            yield each, dotted(each)


def dotted(node: ast.expr) -> str:
    """An expression as it is written; names with dots, which most are, without the unparser."""
    parts: list[str] = []
    each = node
    while isinstance(each, ast.Attribute):
        parts.append(each.attr)
        each = each.value
    if not isinstance(each, ast.Name):
        return ast.unparse(node)
    return ".".join([each.id, *reversed(parts)])


def imports_in(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Every module that is imported, by its full name."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module


def calls_in(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call, with what is called as it is written."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def texts_in(module: Module) -> Iterator[tuple[ast.Constant, str]]:
    """Every string constant that is not a docstring."""
    docstrings = {id(each) for each in _docstrings(module.tree)}
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str):
            yield node, node.value


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
