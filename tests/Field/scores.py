"""Counts over all cases, and the table."""

from dataclasses import dataclass

HEADS = ("case", "expected", "said", "claimed", "gained", "cause", "verdict")


@dataclass
class Row:
    """What the table has of a case that was played."""

    case: object
    record: object
    verdict: object

    def cells(self):
        case, record, verdict = self.case, self.record, self.verdict
        said = ", ".join(f"{finding['rule']} ({finding['severity']})" for finding in record.findings) or "nothing"
        expected = " or ".join(case.rules) if case.rules else "no warning"
        return (case.what, expected, said, verdict.claimed, verdict.gained,
                f"{verdict.cause_told}: {verdict.cause}" if verdict.cause else "",
                "right" if verdict.is_right else "; ".join(verdict.wrong))


def _share(right, of):
    return f"{right} of {of}" + (f" ({right / of:.0%})" if of else "")


def scores(rows):
    """A line for each score."""
    verdicts = [row.verdict for row in rows]
    right = sum(verdict.right_warnings for verdict in verdicts)
    said = right + sum(verdict.wrong_warnings for verdict in verdicts)
    found = [verdict.is_found for verdict in verdicts if verdict.is_found is not None]
    losses = [verdict.is_loss_right for verdict in verdicts if verdict.is_loss_right is not None]
    causes = [verdict.cause for verdict in verdicts if verdict.cause]
    undone = [not any("undo" in wrong or "another mask" in wrong for wrong in row.verdict.wrong)
              for row in rows if row.record.changes]
    return [
        ("precision: warnings that were right", _share(right, said)),
        ("recall: waste that was found", _share(sum(found), len(found))),
        ("loss: claims that were within 10 % of what the fix gave back, or a bound that held", _share(sum(losses), len(losses))),
        ("causes that were right", _share(causes.count("right"), len(causes))),
        ("causes that were wrong with confidence high", str(causes.count("wrong and high"))),
        ("undo: masks all as before", _share(sum(undone), len(undone))),
    ]


def markdown(rows, head):
    lines = [head, "", f"| {' | '.join(HEADS)} |", "|---" * len(HEADS) + "|"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row.cells())} |" for row in rows]
    lines += ["", "| score | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in scores(rows)), ""]
    return "\n".join(lines)


def text(rows):
    """The table in columns, each as wide as it must be, without what is wrong, which was printed case by case."""
    table = [("case", *HEADS[1:])]
    table += [(row.case.name, *row.cells()[1:-1], "right" if row.verdict.is_right else "WRONG") for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table]
