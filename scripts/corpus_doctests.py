"""The examples in a program's docstrings, as a plain script: for compare-corpus.

CPython's own doctest finds and judges the examples; the script runs without that
module, in any interpreter, and prints what each example answers between marks.
"""

import ast
import doctest
import re

# Appended to the program. Each docstring's examples share one namespace that
# begins as the program's own, as in doctest.
RUNNER = '''

def _run_examples(docstrings, names):
    for examples in docstrings:
        space = dict(names)
        for number, is_expression, source in examples:
            print("\\n@example %d" % number)
            try:
                if is_expression:
                    value = eval(source, space)
                    if value is not None:
                        print(repr(value))
                else:
                    exec(source, space)
            except BaseException as error:
                text = str(error)
                print("@raised " + type(error).__name__ + (": " + text if text else ""))
            print("\\n@end")


_run_examples({docstrings!r}, dict(globals()))
'''

ANSWER = re.compile(r"\n@example (\d+)\n(.*?)\n@end\n", re.DOTALL)
RAISED = "@raised "
GUARD = re.compile(r"^if\s+(__name__\s*==\s*['\"]__main__['\"]|['\"]__main__['\"]\s*==\s*__name__)\s*:", re.MULTILINE)

CHECKER = doctest.OutputChecker()


def examples_of(path):
    """The examples of a file's docstrings, in order; none where it is no Python of this version."""
    return [example for examples in docstrings(source_of(path)) for example in examples]


def source_of(path):
    return path.read_text(encoding="utf-8", errors="replace")


def docstrings(source):
    """The examples of each docstring that has some."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    parser = doctest.DocTestParser()
    found = []
    for node in ast.walk(tree):
        text = ast.get_docstring(node, clean=False) if isinstance(node, kinds) else None
        try:
            examples = parser.get_examples(text or "")
        except ValueError:
            continue  # doctest refuses the whole docstring
        examples = [e for e in examples if not e.options.get(doctest.SKIP)]
        if examples:
            found.append(examples)
    return found


def script(path):
    """The program, not as the main one, and then its examples."""
    source = source_of(path)
    numbered, number = [], 0
    for examples in docstrings(source):
        numbered.append([])
        for example in examples:
            is_expression = is_one_expression(example.source)
            text = example.source.strip() if is_expression else example.source
            numbered[-1].append((number, is_expression, text))
            number += 1
    body = GUARD.sub('if __name__ == "not the main program":', source)
    return body + RUNNER.replace("{docstrings!r}", repr(numbered))


def is_one_expression(source):
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    return len(body) == 1 and isinstance(body[0], ast.Expr)


def answers(stdout):
    """What each example printed, by its number; none for those that were not reached."""
    return {int(number): text for number, text in ANSWER.findall(stdout)}


def passes(example, answer):
    """Whether doctest would accept this answer."""
    if answer is None:
        return False
    options = sum(flag for flag, on in example.options.items() if on)
    _, raised, error = answer.partition(RAISED)
    if example.exc_msg is None:
        return not raised and CHECKER.check_output(example.want, answer, options)
    if not raised:
        return False
    # The script names an exception without its module.
    wanted = re.sub(r"\A[\w.]*\.(\w+)", r"\1", example.exc_msg)
    return CHECKER.check_output(wanted, error.rstrip("\n") + "\n", options)


def difference(example, answer):
    """One line that says what was wrong with an answer."""
    _, raised, error = answer.partition(RAISED)
    wanted = example.exc_msg or example.want
    if raised and example.exc_msg is None:
        return error.strip().splitlines()[0]
    return f"answers {(error or answer).strip()[:80]!r}, not {wanted.strip()[:80]!r}"
