"""From the record to a format: pure functions."""
