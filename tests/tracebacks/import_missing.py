# CPython: has ModuleNotFoundError
def find():
    import no_such_module


find()
