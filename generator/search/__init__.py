"""The search index: shards of which a query needs only few, and the manifest that leads to them."""
