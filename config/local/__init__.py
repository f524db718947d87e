"""The servers Liaison brings along, so that one machine with Python is enough to run it."""
