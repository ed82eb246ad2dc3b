"""The snapshot: compact text that comes back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from digimatka.core.progress import Progress, dump, load
from tests.core.strategies import QUICK

bits = st.integers(0, 1 << 3000)
progresses = st.builds(
    Progress,
    seq=st.integers(0, 10_000),
    facts=bits,
    open=bits,
    marks=bits,
    picks=bits,
    aids=st.dictionaries(st.integers(0, 9_999), st.integers(0, 99)),
)


@QUICK
@given(progresses)
def test_a_snapshot_comes_back_as_it_was(progress: Progress) -> None:
    assert load(progress.seq, dump(progress)) == progress


def test_a_snapshot_is_a_few_hundred_bytes_for_a_long_journey_walked_to_its_end() -> None:
    everything = (1 << 100 * (6 + 3 * 6)) - 1  # a hundred quests of six steps

    assert len(dump(Progress(facts=everything, open=(1 << 100) - 1))) < 700


def test_the_stored_form_is_fixed() -> None:
    progress = Progress(7, facts=255, open=3, marks=4, picks=1, aids={12: 2}, waits=5)

    assert dump(progress) == '["ff","3","4","1",{"12":2},"5"]'
    assert load(7, '["ff","3","4","1",{"12":2},"5"]') == progress
