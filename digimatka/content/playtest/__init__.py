"""The playtest: simulated learners play a journey through the real engine, and what they found.

``answers`` are forms that a person might post, ``practising`` presses through practices, ``walk``
is one learner, ``tally`` what many of them say of a journey, ``report`` and ``page`` show it.
"""
