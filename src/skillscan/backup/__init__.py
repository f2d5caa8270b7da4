"""The warehouse's history outside the warehouse: backups that are verified, and restoring one.

First and last sightings, closings and earlier versions of texts stand in the warehouse alone: raw
payloads are pruned, and what a source showed last month cannot be fetched again.
"""
