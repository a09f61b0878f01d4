"""From a return to the record and back.

A return is kept twice over. Its rows stand as they were submitted, cell by cell, in
`returned_table` and `returned_row`; and they give facts (an episode of care, a referral) in the
tables of the record, by declarations that every return has in its `mapping` module:

1. `giving` is what a declaration is made of: which table of the return gives which table of the
   record, which fields its columns, under which key, and how a value is written back.
2. `submitted` holds rows as submitted and makes tables of them again; `places` keeps their order.
3. `facts` makes the facts of one submission, `resolving` those of all that are held, `faults` names
   the rows that give none.
4. `back` makes the return again: as it was submitted, but for what the record says otherwise
   since.

A fact's key is made of whose it is and when it was, not of the return, so that two returns that
tell of one episode tell of one row of the record.
"""

from almoner.returns.keeping.back import from_records
from almoner.returns.keeping.facts import to_records

__all__ = ["from_records", "to_records"]
