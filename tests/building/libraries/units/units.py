def inches(centimetres):
    return centimetres / 2.54
