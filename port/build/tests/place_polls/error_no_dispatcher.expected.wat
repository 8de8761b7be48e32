;; error: no loop of interpret calls the marker; does it run bytecode?
