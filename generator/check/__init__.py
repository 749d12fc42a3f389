"""Promises, checked from outside: values or (path, text) pairs → problems. No renderer in sight."""
