"""What a stranger measures on the readers' pages: barriers, markup, speed and weight."""
