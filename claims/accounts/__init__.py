"""The desk's door: who somebody is, how they show it, and what is asked of them before they act."""
