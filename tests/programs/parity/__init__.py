"""Programs that read the same for the provider's package: only the name of the import differs."""
