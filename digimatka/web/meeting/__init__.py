"""The pages of a meeting: the way in, phones, the board, the wall, and what keeps them live."""
