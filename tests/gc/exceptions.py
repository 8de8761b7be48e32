# Exceptions: chained, custom, re-raised, finally in every place, kept for later.
class Problem(Exception):
    def __init__(self, code, *details):
        super().__init__("problem " + str(code), *details)
        self.code = code
        self.details = list(details)


class Worse(Problem):
    pass


def fail(n):
    data = [str(i) for i in range(n)]
    if n % 3 == 0:
        raise Problem(n, *data)
    if n % 3 == 1:
        raise Worse(n * 10)
    return {}["missing" + str(n)]


kept = []
for n in range(9):
    try:
        try:
            fail(n)
        except KeyError as error:
            raise ValueError("no key " + str(error.args[0])) from error
        finally:
            kept.append("finally " + str(n))
    except Problem as error:
        kept.append((type(error).__name__, error.code, error.details, error.args))
    except ValueError as error:
        kept.append(error.args)
for entry in kept:
    print(entry)


def unwind(n, log):
    try:
        if n == 0:
            raise Worse("deep" + str(len(log)))
        unwind(n - 1, log + [n])
    except Problem as error:
        error.details.append(n)
        raise
    finally:
        trail.append(str(n))


trail = []
try:
    unwind(25, [])
except Problem as error:
    saved = error
print(saved.code, saved.details, "".join(trail))


class Manager:
    def __init__(self, name, swallow):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        return [self.name] * 2

    def __exit__(self, kind, value, trace):
        trail.append(self.name + (kind.__name__ if kind else "-"))
        return self.swallow


del trail[:]
with Manager("outer", True) as a, Manager("inner", False) as b:
    trail.append(str(a + b))
    raise Worse([1, 2])
print(trail)


def returns(n):
    for i in range(n):
        try:
            if i == 3:
                return "r" + str(i)
            if i == 1:
                continue
        finally:
            if i == 2:
                trail.append("f" * i)
    else:
        return "else"


print(returns(2), returns(6), trail[-1])
errors = []
for i in range(12):
    try:
        [][i]
    except IndexError as e:
        errors.append(e)
print(len(errors), [type(e).__name__ for e in errors][:2])
try:
    assert False, "because " + "x" * 5
except AssertionError as e:
    print(e)
