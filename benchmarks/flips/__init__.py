"""Bugs injected into the package's own code, one at a time, to see that the laws of `tests/property` notice them.

`python -m benchmarks.flips --sample 150` draws places in the modules that lead from a text to a verdict and its score, changes each of
them as a tired person would (`<` for `<=`, 1 for 2, `and` for `or`, two arguments changed over, a call or a branch left out), and runs the
laws against the changed package. A flip that no law notices is shown as a difference; it is either explained in `explained.toml`, because
no caller can tell it apart, or it is a law that is missing. Needs `pip install cosmic-ray`, whose operators make most of the flips.

The checkout is never changed: everything happens in a copy. Laws that never run the changed statement are not run (a trace of every law is
kept beside the copy), laws of the same floor go first, and whatever fails, crashes or does not end within its time has noticed the flip.
"""
