"""An invented city, so that no page of the demo opens empty. Nothing in it is real."""
