"""Official statistics: one module per publication, read into measurements.

May import `records` and `reference`; not its neighbours.

How a publication module is written
-----------------------------------
A module (or a folder, above about 250 lines) gives `PUBLICATION`, a `publication.Publication`, and
is one line of `register.MODULES`. Its `read(paths)` takes files or folders, the packaged ones or a
user's own download of the same layout, and goes the same way each time:

1. `files.files_of` sorts the paths by the beginnings of their names; `files.read_table` and
   `workbooks.read_sheet` open them. From here on a file is a `tables.Table` of text that knows the
   row each line came from, so that any fault is named by file, row and column.
2. `Table.columns` gives our names to the publisher's columns, by a map that lists every name a
   column has had; `Table.unique` refuses two rows for one key.
3. Labels become codes: `periods.with_periods` and `with_years`, `places.with_areas` (with
   `at="period"` where places go by name), `categories.with_codes` and `breakdown`. Each distinct
   label is read once, by a plain function that may refuse; what is new to us is refused, never
   guessed.
4. `Table.numbers` turns cells into a value or a marker. Say what a blank means, or it is refused.
5. `measurements.measurements` puts the frames into one shape, and `publication.Edition` checks it.
   Tables with a measure a column are described in a CSV beside the module and read by `columns`.

What each column, category and marker means is data at the head of the module. Words about the
indicators stand in `catalogue/published`, never here.
"""
