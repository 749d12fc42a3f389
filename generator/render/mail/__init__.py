"""The digest of a day or week as a mail: which papers, as text, as HTML, as a message."""
