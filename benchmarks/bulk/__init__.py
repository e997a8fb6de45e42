"""Many rows, measured: each benchmark runs beside what a user would write by hand.

The scripts run alone (`python -m benchmarks.bulk.frames`), not in the suite: times are facts about a machine, not right or wrong.
"""
