"""Putting what depends on each other in order."""


class CycleError(ValueError):
    """What depends on itself; args[1] is the way around."""


class TopologicalSorter:
    """Nodes with those that come before them."""

    def __init__(self, graph=None):
        # Each node with [those before it that are not done, those behind it].
        self._nodes = {}
        self._ready = None
        for node, before in (graph or {}).items():
            self.add(node, *before)

    def _node(self, node):
        if node not in self._nodes:
            self._nodes[node] = [0, []]
        return self._nodes[node]

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        self._node(node)[0] += len(predecessors)
        for before in predecessors:
            self._node(before)[1].append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [node for node, known in self._nodes.items() if not known[0]]
        self._passed = set()
        self._finished = set()
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def _find_cycle(self):
        seen = set()
        for start in self._nodes:
            if start in seen:
                continue
            path = [start]
            ways = [iter(self._nodes[start][1])]
            on_path = {start}
            seen.add(start)
            while ways:
                for node in ways[-1]:
                    if node in on_path:
                        return path[path.index(node) :] + [node]
                    if node not in seen:
                        seen.add(node)
                        on_path.add(node)
                        path.append(node)
                        ways.append(iter(self._nodes[node][1]))
                        break
                else:
                    ways.pop()
                    on_path.discard(path.pop())
        return None

    def _check_prepared(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")

    def get_ready(self):
        self._check_prepared()
        ready = tuple(self._ready)
        self._ready.clear()
        self._passed.update(ready)
        return ready

    def is_active(self):
        self._check_prepared()
        return bool(self._ready) or len(self._finished) < len(self._passed)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        self._check_prepared()
        for node in nodes:
            if node not in self._nodes:
                raise ValueError("node %r was not added using add()" % (node,))
            if node in self._finished:
                raise ValueError("node %r was already marked done" % (node,))
            if node not in self._passed:
                raise ValueError("node %r was not passed out (still not ready)" % (node,))
            self._finished.add(node)
            for behind in self._nodes[node][1]:
                known = self._nodes[behind]
                known[0] -= 1
                if not known[0]:
                    self._ready.append(behind)

    def static_order(self):
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)
