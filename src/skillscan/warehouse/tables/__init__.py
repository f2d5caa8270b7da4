"""The durable tables of the warehouse, one module each."""
