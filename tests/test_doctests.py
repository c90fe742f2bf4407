"""The examples in the package's docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import pipeline

MODULES = [module.name for module in pkgutil.walk_packages(pipeline.__path__, "pipeline.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    """Every line behind >>> gives what stands under it."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    """The finder finds some."""
    finder = doctest.DocTestFinder()
    modules = map(importlib.import_module, MODULES)
    assert sum(len(test.examples) for module in modules for test in finder.find(module)) > 20
