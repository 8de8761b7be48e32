"""Times small pieces of code. The collector goes on meanwhile."""

import time as _time

default_timer = _time.perf_counter
default_number = 1000000
default_repeat = 5


def _indented(text, spaces):
    return text.replace("\n", "\n" + " " * spaces)


class Timer:
    """Times a statement, which is text or a function."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {"_stmt": stmt, "_setup": setup} if globals is None else dict(globals, _stmt=stmt, _setup=setup)
        for what, piece in (("stmt", stmt), ("setup", setup)):
            if isinstance(piece, str):
                compile(piece, "<timeit-src>", "exec")
            elif not callable(piece):
                raise ValueError(what + " is neither a string nor callable")
        source = "def inner(_it, _timer):\n    %s\n    _t0 = _timer()\n    for _i in _it:\n        %s\n        pass\n    return _timer() - _t0\n" % (
            _indented(setup, 4) if isinstance(setup, str) else "_setup()",
            _indented(stmt, 8) if isinstance(stmt, str) else "_stmt()",
        )
        exec(source, names)
        self.inner = names["inner"]

    def timeit(self, number=default_number):
        """Seconds that so many runs take."""
        return self.inner(range(number), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds) of so many runs that they take a while."""
        scale = 1
        while True:
            for each in (1, 2, 5):
                number = scale * each
                seconds = self.timeit(number)
                if callback:
                    callback(number, seconds)
                if seconds >= 0.2:
                    return number, seconds
            scale *= 10

    def print_exc(self, file=None):
        import traceback

        traceback.print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
