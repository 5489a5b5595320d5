"""Curation: changes that touch many records at once, each made whole in the files of a dataset or in a database."""
