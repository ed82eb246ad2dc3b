"""``python -m benchmarks [--quick] [NAME …]``: prints every figure beside its goal."""

import argparse
import sys
import time
from collections.abc import Mapping
from typing import Final

from benchmarks import content, engine, impact, live, pages, replay, start, weight, writes
from benchmarks.figures import Benchmark, Figure

BENCHMARKS: Final[Mapping[str, Benchmark]] = {
    "pages": pages.measure,
    "writes": writes.measure,
    "engine": engine.measure,
    "replay": replay.measure,
    "content": content.measure,
    "impact": impact.measure,
    "weight": weight.measure,
    "start": start.measure,
    "live": live.measure,
}


def main(arguments: list[str]) -> int:
    """Runs the benchmarks that are named, or all. 0 also where a goal is missed: it is no test."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="tiny sizes; the figures mean nothing")
    given = parser.parse_args(arguments)
    unknown = [name for name in given.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    figures: list[Figure] = []
    for name in given.names or BENCHMARKS:
        began = time.perf_counter()
        print(name, flush=True)
        found = BENCHMARKS[name](given.quick)
        for figure in found:
            print(figure.line())
        print(f"  took {time.perf_counter() - began:.0f} s", flush=True)
        figures += found
    missed = [figure.name for figure in figures if figure.is_met is False]
    met = sum(figure.is_met is True for figure in figures)
    print(f"{met} goals met, {len(missed)} missed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
