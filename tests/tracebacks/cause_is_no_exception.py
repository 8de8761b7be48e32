raise ValueError("because") from "something else"
