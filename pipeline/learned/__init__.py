"""Blocks → probabilities: features and a small model, the same for HTML leaves and for lines."""
