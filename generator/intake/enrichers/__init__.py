"""Services that are asked about single papers and list none."""
