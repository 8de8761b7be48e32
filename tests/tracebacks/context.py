def handle(problem):
    return [problem][1:][0]


def work():
    try:
        {}["a"]
    except KeyError as problem:
        handle(problem)


work()
