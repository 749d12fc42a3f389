"""Sends what `digest/` made, and keeps the ledger of it: SMTP, Buttondown, `data/mail/`."""
