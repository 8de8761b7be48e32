# What is wrong is in another line than the one where it shows, or has words of its own.
x = 1
y = "abc
