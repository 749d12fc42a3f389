"""Papers in the formats other programs read."""
