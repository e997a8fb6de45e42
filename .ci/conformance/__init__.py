"""What makes the conformance cases: drawn by construction, or written by hand; never read off the library."""
