import errno

names = sorted(name for name in dir(errno) if name.startswith("E") and name.isupper())
print([(name, getattr(errno, name)) for name in names])
print(errno.errorcode[2], errno.errorcode[errno.EACCES], len(errno.errorcode), sorted(errno.errorcode)[:5], 999 in errno.errorcode)
try:
    open("/no/such/file")
except OSError as e:
    print(e.errno in (errno.ENOENT, errno.EACCES))
