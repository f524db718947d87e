"""The pages of areas, organizations, leaders and contacts."""
