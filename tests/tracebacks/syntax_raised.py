raise SyntaxError("of my own")
