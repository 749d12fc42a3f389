"""Which papers are alike: the vectors of all papers, and what follows from them."""
