import sys

print("out")
sys.exit("said on stderr")
