"""A release of a generated package: what changed and why, the version that follows from it, and the words for it."""
