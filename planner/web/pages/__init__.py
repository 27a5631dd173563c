"""The pages, one file each, each with a ``render()``."""
