"""The nouns: frozen values that know no file, no address and no way to escape anything."""
