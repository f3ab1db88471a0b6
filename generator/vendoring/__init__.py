"""A generated package inside another project, under a name of that project."""
