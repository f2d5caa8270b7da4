"""Names of the persons a posting tells its readers to turn to, found by cues and masked."""
