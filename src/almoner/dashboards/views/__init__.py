"""Views: read the address, ask queries and presenters, choose the template. They decide nothing."""
