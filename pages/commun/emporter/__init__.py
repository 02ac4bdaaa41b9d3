"""Take a figure away by a click: its picture (made in the browser by `emporter.js`), its address, its sentence."""
