"""What docs/METHOD.md takes from the code: tables of numbers and a worked example."""
