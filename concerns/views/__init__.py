"""Pages of concerns and priorities."""
