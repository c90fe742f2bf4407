"""HTML pages: markup → blocks in reading order → the probability that each is part of the body."""
