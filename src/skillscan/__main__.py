"""``python -m skillscan``."""

from skillscan.cli.app import main

if __name__ == "__main__":
    main()
