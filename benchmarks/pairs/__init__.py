"""What the pages are compared with: a bare Streamlit page, and the first page written with Dash. Nothing of the product uses it."""
