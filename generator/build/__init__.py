"""From Markdown to a published site: MkDocs behind a driver, then one atomic swap."""
