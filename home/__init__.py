"""The front door: each persona's start page, the public area page. Composes, owns no tables."""
