"""Papers in the formats of reference managers, LaTeX and spreadsheets."""
