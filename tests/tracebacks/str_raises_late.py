class Bad:
    def __repr__(self):
        raise OSError


raise ValueError("text", Bad())
