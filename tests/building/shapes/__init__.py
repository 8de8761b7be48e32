from .circle import area
