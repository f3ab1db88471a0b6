"""What people write on top of the xAI API: deferred answers that are waited for, and functions as tools."""
