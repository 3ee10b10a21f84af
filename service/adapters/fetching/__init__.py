"""Pages from the web, and from archives of it: politely, within limits, and never from a private network."""
