"""Tables of the record: finance. One file each."""
