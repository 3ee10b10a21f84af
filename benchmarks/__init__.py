"""What the service costs beside the raw engine; run with `make benchmark`."""
