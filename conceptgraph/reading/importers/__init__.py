"""The door through which foreign decks and tables become drafts of entries; one file a format."""
