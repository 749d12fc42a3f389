"""Search without a server: the index is built here and read by the browser code in `web/search-engine/`."""
