"""Papers, listings, periods and other values: frozen, and independent of files, addresses and escaping."""
