"""Line breaks that a source lost: where they were, and how they are put back."""
