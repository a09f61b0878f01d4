"""Tables of the record: housing. One file each."""
