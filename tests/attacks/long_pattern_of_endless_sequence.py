import sys
n = int(sys.argv[1])


class Endless(list):
    def __len__(self):
        return n

    def __getitem__(self, index):
        return "x" * 100 + str(index)


match Endless():
    case [*items]:
        print('done' if len(items) == n else 'wrong')
