"""Pages of returns received. Views decide nothing: who may see what is in `access`."""
