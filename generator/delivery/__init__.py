"""Sends what `digest/` made, and keeps its ledger: SMTP, Buttondown, `data/mail/`."""
