"""The only doors through which outside text leaves, one module per target language."""
