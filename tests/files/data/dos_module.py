value = "café"
other = 2
