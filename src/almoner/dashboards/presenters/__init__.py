"""What a page shows, worked out from series and words; no database, no HTML but small drawings."""
