def grüße(größe):
    raise ValueError("größer als €: %s" % größe)


grüße("😀")
