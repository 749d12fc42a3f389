"""Incoming data: payloads that were fetched or imported become listings and problems."""
