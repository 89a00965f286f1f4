"""Floor 1: files become entries, entries become concepts, and concepts are found by their labels."""
