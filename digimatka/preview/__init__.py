"""``digimatka preview``: a journey as people will see it, while it is being written.

``watch`` reads the folder anew when a file in it has changed, ``site`` serves the last good version
with a bar (``bar``) above every page, ``people`` has come as far as an author wants to look, and
``views`` lists every step. It all lives in a temporary folder and is never part of the product.
"""
