"""Internal audits: a sample of cases is worked out again, and what differs is counted.

The result feeds the grade of the data behind the figure. Who answers does not see what the record
says until the answer is kept.
"""
