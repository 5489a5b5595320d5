"""How alike roles are and how far a move is: profiles, the factors that compare them, and what stands between."""
