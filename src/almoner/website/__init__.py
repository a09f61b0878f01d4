"""Settings, addresses, base templates: what makes the rooms one site.

May import every room but `cli`.
"""
