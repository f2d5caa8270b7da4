"""What a share is the share of: the thing that openings are counted by."""
