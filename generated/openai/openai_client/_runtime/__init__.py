"""Runtime of a generated package: one core that does no input or output, and thin sync and async drivers.

Plain Python, copied as it is into each package as ``_runtime``.  Importing this package, and its modules
``operation``, ``definition``, ``lazy``, ``sentinels``, ``resource`` and ``responses``, loads neither the HTTP
library nor pydantic: both come with the first request and the first model.
"""
