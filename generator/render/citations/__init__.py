"""Papers as reference managers, LaTeX and spreadsheets read them."""
