"""What helps programs find pages: site maps, `llms.txt`, Markdown twins."""
