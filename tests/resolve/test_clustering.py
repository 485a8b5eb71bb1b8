from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.clustering import complete_link

_PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), st.sampled_from([1.0, 2.0, 3.0])
)


def test_a_chain_is_not_a_cluster() -> None:
    assert complete_link([1, 2, 3], {(1, 2): 5.0, (2, 3): 4.0}) == [(1, 2), (3,)]
    assert complete_link([1, 2, 3], {(1, 2): 5.0, (2, 3): 4.0, (1, 3): 1.0}) == [(1, 2, 3)]


def test_of_equal_fits_the_first_pair_goes_first() -> None:
    assert complete_link([1, 2, 3], {(2, 3): 1.0, (1, 2): 1.0}) == [(1, 2), (3,)]


@given(_PAIRS)
def test_every_pair_in_a_cluster_fits(fits: dict[tuple[int, int], float]) -> None:
    clusters = complete_link(range(10), fits)
    assert sorted(member for cluster in clusters for member in cluster) == list(range(10))
    for cluster in clusters:
        assert all((a, b) in fits for a in cluster for b in cluster if a < b)


@given(_PAIRS, st.randoms())
def test_the_order_of_the_input_plays_no_part(fits: dict[tuple[int, int], float], random: object) -> None:
    import random as library

    assert isinstance(random, library.Random)
    members, pairs = list(range(10)), list(fits.items())
    random.shuffle(members)
    random.shuffle(pairs)
    assert complete_link(members, dict(pairs)) == complete_link(range(10), fits)


@given(_PAIRS)
def test_no_two_clusters_fit_completely(fits: dict[tuple[int, int], float]) -> None:
    clusters = complete_link(range(10), fits)
    for one in clusters:
        for other in clusters:
            if one[0] < other[0]:
                assert not all((min(a, b), max(a, b)) in fits for a in one for b in other)
