"""What is wrong with a database, in words for those who run it."""


class DatabaseProblem(Exception):
    """The database cannot be used. The message says why and what to do."""
