"""Pages of a site → what they have in common: `pipeline learn`. Asks no judge, and knows nothing of cleaning."""
