# The place in the array is found before the number is asked for its value.
import array


class Growing:
    def __int__(self):
        data.extend(array.array("i", range(1000)))
        return 1

    __index__ = __int__


data = array.array("i", range(10))
data[0] = Growing()
