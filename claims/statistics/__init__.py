"""What the desk and its record show over a span of days: counted, never judged."""
