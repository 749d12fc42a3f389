"""What comes in: payloads that were asked for or handed in become listings and problems."""
