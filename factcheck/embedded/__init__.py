"""A private PostgreSQL for machines without one, as a Django database backend."""
