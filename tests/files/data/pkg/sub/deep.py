from .. import helper as above
depth = 2
