"""What leads machines to pages: site maps, `llms.txt`, Markdown twins, metadata."""
