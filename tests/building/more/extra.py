assert False, "optimised away"
