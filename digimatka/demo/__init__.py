"""A meeting with simulated participants, with whom a new facilitator can practise alone.

``acts`` says what somebody in a meeting does next, ``voices`` in which words, ``crowd`` lets many
of them do it, and ``stage`` makes and serves the meeting.
"""
