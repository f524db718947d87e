"""Joint work of police and leaders, from a problem to a result."""
