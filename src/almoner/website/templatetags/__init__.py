"""Template tags of the site's shell."""
