class Own(Exception):
    def __init__(self, code):
        super().__init__("never shown")
        self.code = code

    def __str__(self):
        return "code %d" % self.code


raise Own(7)
