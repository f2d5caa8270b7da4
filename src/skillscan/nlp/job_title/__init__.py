"""What a posting is for and how senior it is, from its title first."""
