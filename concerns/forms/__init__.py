"""What people fill in about concerns and priorities."""
