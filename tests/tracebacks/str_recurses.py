class Own(Exception):
    def __str__(self):
        return str(self)


raise Own()
