"""Looking for partners oneself: facets, words, the map, and searches that are kept."""
