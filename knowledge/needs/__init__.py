"""What a need in somebody's own words calls for, and which roles serve it."""
