"""A claim against a sentence read in its context: what agrees, what differs, and why.

The limits in these modules are chosen on labelled claims of several subjects.
"""

from service.domain.checks.asked import Asked, ask
from service.domain.checks.findings import Findings, examine

__all__ = ["Asked", "Findings", "ask", "examine"]
