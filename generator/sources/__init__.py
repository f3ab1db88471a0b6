"""Where documents come from besides the working tree: revisions of git, folders, URLs, packages; and their cache."""
