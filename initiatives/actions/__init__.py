"""What is done with initiatives: verbs by noun."""
