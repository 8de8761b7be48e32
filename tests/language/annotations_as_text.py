# from __future__ import annotations
from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


@dataclass
class Node:
    value: int
    next: Node | None = None
    names: dict[str, list[int]] = None
    kind: Optional["Node"] = None
    undefined: not_defined.anywhere[1, 'x', None] = 0

    def later(self, other: Node, *rest: int) -> Later:
        return other


print(Node(1, Node(2)))
print(list(Node.__annotations__.items()))
print(Node.later.__annotations__)
here: What.ever[int, ...] = 5
print(__annotations__)


def function(a: (int, str), b: [1, 2] = None, c: f(1, k=2) = 3) -> "text":
    pass


print(function.__annotations__)
