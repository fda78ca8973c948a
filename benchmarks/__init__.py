"""What reading costs, measured against a yardstick that is kept here."""
