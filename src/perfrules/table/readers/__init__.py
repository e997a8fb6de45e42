"""Readers: one for each format of files; each makes grids, and the layout finds the tables in them."""
