"""What people set and agree: targets, audits of cases, explanations, actions.

May import `submissions`, `casework`, `measurements` and everything below. Nothing here can be
rebuilt from records, so nothing is overwritten: a change is a new row, and the old one says who
ended it, when and why.
"""
