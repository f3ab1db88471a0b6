"""Contract tests: do a generated package, its document and recorded traffic agree, in both directions?

Reading order: `payloads` (bodies as data), `index` and `package` (what is tested), `matching` and `exchange` (which
operation a recording is about), `arguments` (the recorded request as a call), `drive` (the call, sync and async),
`sent` and `outcome` and `typed` (the client's side), `description`, `explain` and `drift` (the document's side),
`verdict` and `run` (all together), `report` (for people and programs).
"""
