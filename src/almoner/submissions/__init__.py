"""Returns received, what checking found in them, and what people said of it.

May import `casework` and everything below. Only the checker's own process reads a return: a web
worker never imports the frame library. Uploaded files stay in the data folder, for this user alone.
"""
