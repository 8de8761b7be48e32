import sys

sys.exit(10**20)
