"""Let a mark of a drawing be clicked: `dessins.js` opens its address without loading the dashboard again."""
