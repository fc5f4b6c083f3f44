"""The measurements; each module makes its rows of the table."""
