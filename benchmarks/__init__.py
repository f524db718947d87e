"""How fast Liaison is, as ratios to a floor measured in the same run."""
