"""Hugging Face Daily Papers: everything that knows how it writes, answers and names its lists."""
