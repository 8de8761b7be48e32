"""Shapes, and what they measure."""

from .round import Circle
