# Runs programs in CPython, each in a process of its own: a list of their texts as JSON on
# stdin, a list of what they print on stdout, with the last line of the traceback of
# one that raises.

import json
import os
import sys
import traceback
import types
import warnings


def printed(program):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writer, 1)
        os.close(reader)
        os.close(writer)
        run(program)
        sys.stdout.flush()
        os._exit(0)
    os.close(writer)
    with open(reader, encoding="utf-8") as output:
        text = output.read()
    os.waitpid(child, 0)
    return text


def run(program):
    warnings.simplefilter("ignore")
    sys.stdin = open(os.devnull)
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        exec(compile(program, "<string>", "exec"), vars(main))
    except BaseException as error:
        print("".join(traceback.format_exception_only(error)).rstrip().splitlines()[-1])


programs = json.load(sys.stdin)
json.dump([printed(program) for program in programs], sys.stdout)
