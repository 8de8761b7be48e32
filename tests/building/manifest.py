# Every command of MicroPython's manifest language that freezes something.

include("$(PORT_DIR)/manifest.py")
freeze("modules")
module("alone.py")
package("shapes", files=["__init__.py", "circle.py"])
include("more", extra=True)
add_library("ours", "libraries")
require("units")
