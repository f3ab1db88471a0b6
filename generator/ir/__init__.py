"""The intermediate representation: wire facts as frozen data, no Python names, no document types."""
