"""GeoJSON files of areas: read, checked and brought into the form areas are stored in."""
