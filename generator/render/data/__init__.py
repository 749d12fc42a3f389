"""Data for programs: days as JSON, the source of the browser's exports, and the whole archive compressed."""
