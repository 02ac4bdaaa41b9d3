"""Turn an aggregate into a plotly Figure, and into the sentences that say its message."""
