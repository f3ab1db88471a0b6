"""The public surface of the OpenAI package beside that of the provider's own package."""
