class Own(Exception):
    def __str__(self):
        return self.missing


raise Own("x")
