"""What shows a release to programs and assistants: read-only, on this machine."""
