"""Floor 2: prose becomes edges. The modules read in the order of the data: mentions, cues, relations, prerequisites, suggestions."""
