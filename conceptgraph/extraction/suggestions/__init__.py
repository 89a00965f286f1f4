"""What authors may want to add: entries that are missing, further names, and prerequisites."""
