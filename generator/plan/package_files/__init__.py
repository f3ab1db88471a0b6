"""Files of a distribution beside its resources and types: metadata, documents, exports, errors, pages."""
