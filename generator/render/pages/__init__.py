"""One module per page kind: (archive, …) → Page. Shared pieces are in `parts`, `cards`, `decks` and
`lists`."""
