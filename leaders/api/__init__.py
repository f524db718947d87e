"""Areas, organizations, leaders and contacts over the API, by the rules of the pages."""
