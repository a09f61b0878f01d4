"""Tables of the record: organisation. One file each."""
