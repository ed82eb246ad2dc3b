"""A practice: a safe twin of an e-service, described in YAML as a small state machine.

``model`` is the content format, ``fields`` what may be entered, ``run`` what a press leads to, and
``explore`` walks every state of a practice, to prove that nobody can get stuck in it.
"""
