code = "def f():\n    return {}['a']\n\nf()\n"
exec(code)
