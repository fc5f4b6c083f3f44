"""What is measured; each module gives its rows of the table."""
