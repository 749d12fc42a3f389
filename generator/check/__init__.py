"""Checks promises from outside: values or (path, text) pairs → problems. Uses no renderer."""
