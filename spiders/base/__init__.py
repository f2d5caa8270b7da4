"""Base spiders by access pattern: a spider of a source says only what is particular to it."""
