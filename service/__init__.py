"""claimlink: every source sentence that supports a claim, verbatim, ranked by outlet and date."""
