"""How Liaison looks: form renderer, template tags, page context (U.S. Web Design System)."""
