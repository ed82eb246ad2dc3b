"""Answers of every wrong shape: what a broken page, an old page or a curious person may post."""

from typing import Final

from hypothesis import strategies as st

ODD_VALUES: Final = (
    "",
    " ",
    "zz",
    "A",
    "-1",
    "²",
    "99999999999999999999",
    "\x00",
    "a\x00b",
    "\x1b[31m",
    "\u202eb",
    "\ud800",
    "<script>",
    "å" * 100_000,
)
FIELDS: Final = (
    *("choice", "order", "item-a", "item-b", "text", "tick", "haku", "how", "by", "own-a", "act"),
    "x",
)

odd_answers = st.dictionaries(
    st.sampled_from(FIELDS),
    st.lists(st.sampled_from((*ODD_VALUES, "a", "b", "1", "alone")) | st.text(max_size=20)),
)
