"""Sends the emails that `render/mail/` made, through SMTP or Buttondown, and keeps the ledger of them in
`data/mail/`; notifies WebSub hubs of new entries in feeds."""
