"""How the product speaks to hosts: which addresses, under what name, and what answers come to."""
