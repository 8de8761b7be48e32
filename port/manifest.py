# What is frozen into the interpreter, in MicroPython's own manifest language.
# Modules are compiled to bytecode by the build and cost nothing until imported.

freeze("$(PORT_DIR)/frozen")
