"""Tables of the record: children. One file each."""
