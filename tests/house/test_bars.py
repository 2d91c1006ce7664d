"""How long, how well described: what keeps every file readable in one sitting."""

import ast
from collections.abc import Iterator

from tests.house.tree import Function, Module, modules, named

LONGEST_FILE_LINES = 300
LONGEST_FUNCTION_LINES = 40
VAGUE = {"data", "helper", "helpers", "util", "utils", "manager", "managers", "common", "misc", "stuff"}
# These pass by the queries that keep towns apart.
UNGUARDED = {"raw", "extra"}


def length(function: Function) -> int:
    """Lines from `def` to the end, without decorators."""
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


def public_definitions(module: Module) -> Iterator[Function | ast.ClassDef]:
    """What others may import from a module."""
    for node in module.tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def test_no_file_is_too_long_to_read_in_one_sitting() -> None:
    long = {str(module): module.line_count for module in modules() if module.line_count > LONGEST_FILE_LINES}
    assert not long


def test_no_function_is_too_long_to_see_at_once() -> None:
    long = {
        f"{module}:{function.lineno} {function.name}": length(function)
        for module in modules()
        for function in module.functions()
        if length(function) > LONGEST_FUNCTION_LINES
    }
    assert not long


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(module) for module in modules() if module.text.strip() and not ast.get_docstring(module.tree)
    ]
    assert not silent


def test_everything_public_opens_with_a_plain_sentence() -> None:
    silent = [
        f"{module}:{node.lineno} {node.name}"
        for module in modules()
        if not module.is_test
        for node in public_definitions(module)
        if not (ast.get_docstring(node) or "").strip()
    ]
    assert not silent


def test_every_function_says_what_it_returns() -> None:
    silent = [
        f"{module}:{function.lineno} {function.name}"
        for module in modules()
        if not module.is_test
        for function in module.functions()
        if function.returns is None and not _is_left_to_a_library(module, function)
    ]
    assert not silent


def _is_left_to_a_library(module: Module, function: Function) -> bool:
    """Where a signature is a library's and says nothing of its types, the line tells the type checker so."""
    line = module.text.splitlines()[function.lineno - 1]
    return "type: ignore[no-untyped-def]" in line


def test_nothing_goes_around_the_queries_that_keep_towns_apart() -> None:
    used = [
        f"{module}:{node.lineno} .{node.func.attr}("
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in UNGUARDED
    ]
    assert not used


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [str(module) for module in modules() if module.path.stem in VAGUE]
    vague += [
        named(module.path.parent) for module in modules() if module.path.parent.name in VAGUE - {"data"}
    ]
    assert not vague


def test_no_dictionary_stands_in_for_a_signature() -> None:
    shapeless = [
        f"{module}:{function.lineno} {function.name}({argument.arg})"
        for module in modules()
        for function in module.functions()
        for argument in function.args.args + function.args.kwonlyargs
        if argument.arg == "data" and argument.annotation and "dict" in ast.unparse(argument.annotation)
    ]
    assert not shapeless
