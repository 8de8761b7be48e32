# What str() gives has to be a str.
class Own(Exception):
    def __str__(self):
        return 3


raise Own()
