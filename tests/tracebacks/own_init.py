class Own(Exception):
    def __init__(self, code):
        self.code = code


raise Own(7)
