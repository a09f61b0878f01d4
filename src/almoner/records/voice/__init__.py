"""Tables of the record: what people say. One file each."""
