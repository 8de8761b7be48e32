"""Errors: raised, caught, passed on, cleaned up after, turned into others."""


class Temporary(Exception):
    pass


class Permanent(Exception):
    def __init__(self, code, *details):
        super().__init__(code, *details)
        self.code = code


class Busy(Temporary):
    pass


class Guard:
    held = 0

    def __enter__(self):
        Guard.held += 1
        return self

    def __exit__(self, kind, value, trace):
        Guard.held -= 1
        return isinstance(value, Busy)


def step(number):
    if number % 11 == 0:
        raise Permanent(number, "at", number // 11)
    if number % 7 == 0:
        raise Busy()
    if number % 5 == 0:
        raise Temporary("later")
    return number


def with_retries(number, limit=3):
    for attempt in range(limit):
        try:
            return step(number + attempt)
        except Temporary as error:
            last = error
        finally:
            counts["tries"] += 1
    raise last


def guarded(number):
    with Guard():
        with_retries(number, 1)
        return True
    return False


def deep(depth, number):
    if depth:
        try:
            return deep(depth - 1, number)
        except Temporary:
            if depth == 4:
                raise
            raise Permanent(depth)
    return step(number)


def items():
    try:
        for i in range(10):
            try:
                yield i
            except ValueError:
                yield -1
    finally:
        counts["closed"] += 1


counts = {"tries": 0, "closed": 0, "temporary": 0, "permanent": 0, "other": 0}


def other_errors(number):
    kind = number % 6
    if kind == 0:
        return [1, 2, 3][number]
    if kind == 1:
        return {}["missing"]
    if kind == 2:
        return "text" + number
    if kind == 3:
        return int("x%d" % number)
    if kind == 4:
        return number // (kind - 4)
    return None.attribute


def main():
    good = 0
    for number in range(1, 4500):
        for function in (with_retries, guarded):
            try:
                good += bool(function(number))
            except Temporary:
                counts["temporary"] += 1
            except Permanent as error:
                counts["permanent"] += error.code > 0
        try:
            good += deep(number % 6, number) > 0
        except (Temporary, Permanent) as error:
            good -= type(error) is Permanent and len(error.args) == 1
        if number % 3 == 0:
            try:
                other_errors(number // 3 + 6)
            except (LookupError, ArithmeticError):
                counts["other"] += 1
            except Exception as error:
                counts["other"] += len(str(error)) > 0
        if number % 8 == 0:
            generator = items()
            next(generator)
            if number % 16:
                generator.throw(ValueError())
            generator.close()
    print(good, Guard.held, sorted(counts.items()))


main()
