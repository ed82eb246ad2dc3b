"""The journey as an unlock map: ``model`` is the graph, ``svg`` and ``text`` show it."""
