"""Complete-link clustering: two clusters become one only when every member of one fits every member of the other."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


K = TypeVar("K", bound=_Ordered)


def complete_link(members: Iterable[K], fits: Mapping[tuple[K, K], float]) -> list[tuple[K, ...]]:
    """Clusters of the members, each sorted, in the order of their first members.

    The best fit goes first, and of equal ones the first pair by order, so the result does not depend on the order
    of the input. A pair that `fits` does not hold keeps its clusters apart.

    Args:
        members: Hashable and ordered.
        fits: How well two members (the smaller first) fit, greater is better.

    >>> complete_link("abcd", {("a", "b"): 1.0, ("b", "c"): 2.0, ("c", "d"): 1.0})
    [('a',), ('b', 'c'), ('d',)]
    """
    clusters: dict[K, tuple[K, ...]] = {member: (member,) for member in sorted(members)}  # by their first member
    links: dict[K, dict[K, float]] = defaultdict(dict)
    for (a, b), fit in fits.items():
        links[a][b] = links[b][a] = fit
    queue = [(-fit, a, b) for (a, b), fit in fits.items()]
    heapq.heapify(queue)
    while queue:
        negative, a, b = heapq.heappop(queue)
        if a not in clusters or b not in clusters or links[a].get(b) != -negative:
            continue  # one of them has grown since
        clusters[a] = tuple(sorted((*clusters[a], *clusters.pop(b))))
        of_a, of_b = links.pop(a), links.pop(b)
        for other in of_a.keys() | of_b.keys():
            links[other].pop(a, None)
            links[other].pop(b, None)
        for other in (of_a.keys() & of_b.keys()) - {a, b}:
            fit = min(of_a[other], of_b[other])
            links[a][other] = links[other][a] = fit
            heapq.heappush(queue, (-fit, min(a, other), max(a, other)))
    return sorted(clusters.values(), key=lambda cluster: cluster[0])
