"""The verbs of the product: load, decide, append, answer. One function per act, plain arguments."""
