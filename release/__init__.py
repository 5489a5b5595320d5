"""Chores of a release: what it is made of, and whether it works where nothing else is. No part of the program."""
