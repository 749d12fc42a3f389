"""What belongs together, and in which order: one answer for every renderer."""
