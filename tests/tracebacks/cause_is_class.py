raise ValueError("because") from OSError
