"""What queries give, in the words and shapes that templates print."""
