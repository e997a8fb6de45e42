"""Testing rulesets: the cases in their files, and what those cases cover."""
