"""Areas, organizations, leaders, affiliations, and the log of contacts with them."""
