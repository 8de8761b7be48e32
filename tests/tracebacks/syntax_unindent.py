# What is wrong is in another line than the one where it shows, or has words of its own.
def f():
        x = 1
    y = 2
