"""What Python of the future has; all of it that this interpreter can do is there
already, and importing it changes nothing.
"""

all_feature_names = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
]

nested_scopes = generators = division = absolute_import = with_statement = True
print_function = unicode_literals = barry_as_FLUFL = generator_stop = annotations = True
