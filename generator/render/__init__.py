"""Turns records into text: each folder is one kind of output, each module a renderer."""
