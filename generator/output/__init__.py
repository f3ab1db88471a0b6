"""Output: a FileSet to disk, whole or not at all.  The only room that writes files."""
