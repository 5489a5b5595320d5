"""`python -m api` is `rolegraph`."""

from api.cli import main

main()
