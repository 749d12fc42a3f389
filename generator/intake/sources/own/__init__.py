"""What this program writes, read again: stored days, and what a site publishes of them."""
