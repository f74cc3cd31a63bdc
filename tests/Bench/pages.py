"""Tables of what was measured, and the part of docs/performance.md that they are."""

import budgets
from loads import KINDS
from programs import CORETOP, AS_NOBODY, PEERS

BEGIN, END = "<!-- begin: written by tests/Bench/run --write -->\n", "<!-- end -->\n"
WITH_RATIOS = ("cpu", "cold", "first", "bytes")
OF_CORETOP = ("key", "worst")


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def text(about, results):
    """All tables in Markdown: the budgets, then a table a measure with a row a load."""
    names = [name for name in (CORETOP, AS_NOBODY, *PEERS) if any(name in result for result in results.values())]
    parts = [
        f"{about}\n", "### Budgets\n",
        table(["what", "who", "measured", "budget", ""], budgets.rows(results))]
    for name, measure in budgets.MEASURES.items():
        shown = [one for one in names if one in (CORETOP, AS_NOBODY)] if name in OF_CORETOP else names
        rows = [
            [KINDS[load].title, *(_cell(result, one, name, measure) for one in shown)]
            for load, result in results.items() if any(result.get(one, {}).get(name) is not None for one in shown)]
        if rows:
            of_top = " (of top's)" if name in WITH_RATIOS else ""
            parts += [f"### {measure.title[0].upper()}{measure.title[1:]}{of_top}\n", table(["", *shown], rows)]
    return "\n".join(parts)


def write(page, made):
    """Puts the text between the marks of the page; the rest of it stays."""
    with open(page, encoding="utf-8") as file:
        old = file.read()
    before, mark, rest = old.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise SystemExit(f"{page} has no place for tables: {BEGIN.strip()} … {END.strip()}")
    with open(page, "w", encoding="utf-8") as file:
        file.write(f"{before}{BEGIN}\n{made}\n{END}{after}")


def _cell(result, one, name, measure):
    value = result.get(one, {}).get(name)
    of_top = result.get("top", {}).get(name)
    ratio = f" ({value / of_top:.2f})" if value is not None and of_top and name in WITH_RATIOS and one != "top" else ""
    return measure.text(value) + ratio
