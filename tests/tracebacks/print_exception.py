# CPython: has traceback.print_exception
import sys

try:
    try:
        {}["a"]
    except KeyError as error:
        raise ValueError from error
except ValueError as error:
    sys.print_exception(error)
