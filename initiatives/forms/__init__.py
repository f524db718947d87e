"""What is filled in about initiatives."""
