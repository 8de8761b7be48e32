"""The package that futures is in."""
