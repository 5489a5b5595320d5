"""The questions that can be asked of a snapshot, as plain functions, one file for each."""
