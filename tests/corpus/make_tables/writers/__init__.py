"""Writers: a form on paper as the bytes of one format, each through the library that people use for it."""
