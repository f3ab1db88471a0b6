"""For the tests of programs that use the package: a fake server in the process, sample results, streams and errors.

Nothing of the package imports this folder.
"""
