"""A package."""
from . import helper
import os

HERE = os.path.dirname(__file__)


def table():
    with open(os.path.join(HERE, "table.txt")) as f:
        return f.read().split()
