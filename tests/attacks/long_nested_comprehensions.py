import sys
n = int(sys.argv[1])
print(len(eval('[0 ' + ''.join('for x%d in range(20) ' % i for i in range(n)) + ('if x0 < 0' if n > 10 else '') + ']')))
