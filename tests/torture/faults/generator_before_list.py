# An ordinary call. Room for the arguments is made for the list's items alone;
# the generator's take it, and the list's are written beyond its end.
def numbers(n):
    for i in range(n):
        yield i


def total(*numbers):
    return sum(numbers)


print(total(*numbers(20), *list(range(50))))
