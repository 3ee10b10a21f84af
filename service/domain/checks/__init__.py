"""A claim against a sentence read in its context: what agrees, what differs, and why.

The limits in these modules are chosen on labelled claims: a step up or down of any one of them costs less than .03 of
F1 there, of most of them nothing.
"""

from service.domain.checks.asked import Asked, ask
from service.domain.checks.findings import Findings, Glance, examine, glance

__all__ = ["Asked", "Findings", "Glance", "ask", "examine", "glance"]
