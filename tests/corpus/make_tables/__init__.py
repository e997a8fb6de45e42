"""The makers of the corpus of table files: models of forms, their layouts on paper, and writers through real libraries."""
