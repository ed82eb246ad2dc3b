"""New content: files to begin with, which pass ``check``, and the lists in which they are named."""
