"""Writers for outside text, one module per target language: nothing else encodes it."""
