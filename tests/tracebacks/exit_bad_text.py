class Bad:
    def __str__(self):
        raise ValueError

    def __int__(self):
        raise ValueError


raise SystemExit(Bad())
