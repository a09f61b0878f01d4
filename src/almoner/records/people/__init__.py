"""Tables of the record: people. One file each."""
