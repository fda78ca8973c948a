"""Bringing work in: readers of foreign material. They call the desk."""
