"""The quality of the data behind figures: counted from the record, graded, shown beside them.

`counting` and `reading` belong to the checker's process, for they hold whole tables; the rest is
for pages.
"""
