"""Tables of the record: what statutory returns said, as they said it. One file each."""
