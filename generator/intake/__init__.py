"""What comes in: read, judged, merged. Nothing here knows a page."""
