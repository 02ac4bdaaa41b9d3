"""Make up an Alliance: fictitious initiatives, amounts, organisations and steps, plausible as a whole, any number of them."""
