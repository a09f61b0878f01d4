"""Tables of the record: adults. One file each."""
