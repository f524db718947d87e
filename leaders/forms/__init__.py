"""What people fill in about areas, organizations, leaders and contacts."""
