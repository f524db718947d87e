"""Lists of organizations and leaders as people keep them in spreadsheets: read and understood."""
