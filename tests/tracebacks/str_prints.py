class Own(Exception):
    def __str__(self):
        print("printed by __str__")
        return "text"


raise Own()
