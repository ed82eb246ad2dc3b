"""The live meeting as a state machine: phases, ways of playing, pairs, the group's mörkö.

``model`` is what a meeting is, ``commands`` what can happen in it, ``decide`` what follows,
``groups`` who is with whom, ``team`` how a mörkö calms down, ``board`` who is where.
"""
