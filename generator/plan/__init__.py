"""Planning: from wire facts to Python.  Every name, file, import and annotation is decided here, before printing."""
