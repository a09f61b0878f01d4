"""Almoner: live performance for social services and housing."""

__version__ = "0.1.0"
