"""The checks of a review, a module for each family; each is a function from a context to findings."""
