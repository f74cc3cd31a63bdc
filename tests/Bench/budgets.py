"""The budgets of the product, and whether each is met."""

from loads import KINDS
from programs import AS_NOBODY, CORETOP

MEGABYTE = 1e6
MILLISECOND = 1e-3
MICROSECOND = 1e-6


class Measure:
    """Something that is measured: how it is shown."""

    def __init__(self, title, unit, size):
        self.title = title
        self.unit = unit
        self.size = size

    def text(self, value):
        """The value with its unit; a dash for one that is not known."""
        if value is None:
            return "-"
        value /= self.size
        number = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
        return f"{number} {self.unit}".strip()


MEASURES = {
    "cpu": Measure("CPU a refresh, warm", "ms", MILLISECOND),
    "cold": Measure("CPU of the first four seconds", "ms", MILLISECOND),
    "first": Measure("start to first frame", "ms", MILLISECOND),
    "bytes": Measure("bytes to the terminal a refresh", "", 1),
    "resident": Measure("resident memory", "MB", MEGABYTE),
    "private": Measure("private memory (written pages)", "MB", MEGABYTE),
    "key": Measure("key to redraw, middle", "ms", MILLISECOND),
    "worst": Measure("key to redraw, worst", "ms", MILLISECOND),
}
SLOPE = Measure("CPU a process a refresh", "µs", MICROSECOND)

# Load, measure, who, the most it may be: of a peer's value, or the value itself where no peer is named.
BUDGETS = (
    ("disturbed", "cpu", AS_NOBODY, 0.10, "top"),
    ("disturbed", "cpu", CORETOP, 0.05, "top"),
    ("running-threads", "cpu", AS_NOBODY, 1.0, "top"),
    ("running-threads", "cpu", CORETOP, 0.5, "top"),
    ("running", "cpu", AS_NOBODY, 0.45, "top"),
    ("running", "cpu", CORETOP, 0.45, "top"),
    ("threads", "cpu", AS_NOBODY, 0.3, "top"),
    ("threads", "cpu", CORETOP, 0.3, "top"),
    ("forks", "cpu", AS_NOBODY, 0.6, "top"),
    ("forks", "cpu", CORETOP, 0.6, "top"),
    ("few", "cpu", AS_NOBODY, 0.6, "top"),
    ("few", "cpu", CORETOP, 0.6, "top"),
    ("few", "resident", CORETOP, 16 * MEGABYTE, None),
    ("asleep", "resident", CORETOP, 28 * MEGABYTE, None),
    ("few", "private", CORETOP, 5 * MEGABYTE, None),
    ("few", "first", CORETOP, 16 * MILLISECOND, None),
    ("asleep", "first", CORETOP, 100 * MILLISECOND, None),
    *((load, "bytes", CORETOP, 1.0, "htop") for load, kind in KINDS.items() if kind.has_peers),
    *((load, "worst", CORETOP, 50 * MILLISECOND, None) for load, kind in KINDS.items() if kind.has_peers),
)
SLOPES = (("asleep-1000", "asleep"), ("asleep-1000", "asleep-30000"))
STEEPEST = 1 * MICROSECOND


def rows(results):
    """A row for each budget whose load was measured: what, who, measured, the budget, met or not."""
    for load, measure, who, most, peer in BUDGETS:
        value = results.get(load, {}).get(who, {}).get(measure)
        of_peer = results.get(load, {}).get(peer, {}).get(measure) if peer else None
        if value is None or (peer and not of_peer):
            continue
        shown = MEASURES[measure]
        yield (
            f"{KINDS[load].title}: {shown.title}", who,
            f"{shown.text(value)} = {value / of_peer:.2f} × {peer}" if peer else shown.text(value),
            f"{most:g} × {peer}" if peer else shown.text(most),
            verdict(value, most * of_peer if peer else most))
    for low, high in SLOPES:
        for who in (AS_NOBODY, CORETOP):
            one = results.get(low, {}).get(who, {}).get("cpu")
            other = results.get(high, {}).get(who, {}).get("cpu")
            if one is None or other is None:
                continue
            slope = (other - one) / (KINDS[high].processes - KINDS[low].processes)
            yield (
                f"from {KINDS[low].title} to {KINDS[high].title}: {SLOPE.title}", who, SLOPE.text(slope),
                SLOPE.text(STEEPEST), verdict(slope, STEEPEST))


def verdict(value, most):
    return "met" if value <= most else "**not met**"
