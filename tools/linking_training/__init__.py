"""Learning the skill linker from public facts: word vectors, then the re-ranker."""
