"""Evidence for people to read."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from service.application.link_claim import EvidenceItem, EvidencePage
from service.domain.evidence import CheckVerdict, Stance

_STANCE_STYLE = {Stance.SUPPORTS: "green", Stance.REFUTES: "red", Stance.NOT_ENOUGH_INFO: "dim"}


def evidence_table(page: EvidencePage) -> RenderableType:
    """A page of evidence: a row for each sentence, and below what was counted and what is left out."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_lines=True)
    table.add_column("#", justify="right")
    table.add_column("Outlet", min_width=12)
    table.add_column("Date", no_wrap=True)
    table.add_column("Sentence", ratio=3)
    table.add_column("Why", ratio=2)
    for item in page.evidence:
        header = item.candidate.header
        table.add_row(
            str(item.rank),
            Text(_outlet(item)),
            header.published.iso()[:10] if header.published else "undated",
            Text(" ".join(item.candidate.text.split())),
            _why(item),
        )
    parts: list[RenderableType] = [table] if page.evidence else []
    return Group(*parts, *(Text(line) for line in _summary(page)))


def _outlet(item: EvidenceItem) -> str:
    outlet = item.candidate.header.outlet
    name = outlet.name or outlet.domain or "unknown"
    return name if item.tier is None else f"{name} (tier {item.tier})"


def _why(item: EvidenceItem) -> Text:
    stance, score = item.verdict.stance, item.verdict.support_score
    why = Text(f"{stance.replace('_', ' ')} {score:.2f}", style=_STANCE_STYLE[stance])
    for check in item.verdict.checks:
        style = "red" if check.verdict is CheckVerdict.DIFFERS else "default"
        why.append(f"\n{check.reason}", style=style)
    return why


def _summary(page: EvidencePage) -> list[str]:
    totals, coverage = page.totals, page.coverage
    lines = [
        "",
        f"{totals.supports} supporting and {totals.refutes} refuting of {_count(totals.candidates, 'candidate')}; "
        f"searched {_count(coverage.sentences, 'sentence')} of {_count(coverage.articles, 'article')}.",
    ]
    if page.incomplete_reason is not None:
        lines.append(f"Not complete: {page.incomplete_reason}; {totals.verified} candidates were judged.")
    lines += [f"Note: {warning.detail}" for warning in page.warnings]
    if page.next_cursor is not None:
        lines.append(f"There is more: --limit shows more at once, --cursor {page.next_cursor} goes on.")
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
