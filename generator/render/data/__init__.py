"""The archive for programs: days as JSON, what the browser exports from, the whole as compressed files."""
