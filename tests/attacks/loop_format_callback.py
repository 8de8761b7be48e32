import sys
n = int(sys.argv[1])
class Text:
    def __str__(self):
        for i in range(n): pass
        return 'x'
'{}'.format(Text()); '%s' % Text(); f'{Text()}'
print('done')
