"""Where immutable sets of files lie: releases and backups."""
