"""One ruleset over one row per entity: lowered to columns once, run by any engine."""
