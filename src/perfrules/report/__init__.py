"""Reports: a judgement on a terminal, as JSON and as a self-contained page."""
