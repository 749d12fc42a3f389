"""The digest of a day or week as an email: its papers, as text, as HTML, as a message."""
