"""Atom, RSS 2.0, JSON Feed and OPML: new papers for people who follow instead of visiting."""
