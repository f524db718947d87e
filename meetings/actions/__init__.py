"""What may be done with meetings, as verbs."""
