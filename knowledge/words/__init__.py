"""What words and texts say: their spelling, the search, and vectors of meaning."""
