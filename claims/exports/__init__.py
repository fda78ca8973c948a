"""Everything out, and back in: what the owner takes along, from the record and from the desk."""
