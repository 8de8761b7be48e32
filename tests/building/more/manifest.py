options.defaults(extra=False)
if options.extra:
    module("extra.py", opt=2)
