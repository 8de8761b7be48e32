metadata(version="1.2.3", description="Converts units")
module("units.py")
