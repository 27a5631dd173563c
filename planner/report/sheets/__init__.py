"""The sheets of the workbook, one module each (or a few that belong together)."""
