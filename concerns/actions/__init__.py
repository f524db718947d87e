"""What may be done with concerns: pages, API, commands and tasks all come here."""
