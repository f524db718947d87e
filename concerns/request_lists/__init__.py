"""Lists of requests from other systems, recognised by their columns and read row by row. Pure."""
