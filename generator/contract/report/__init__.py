"""The result of a check for people and programs: terminal table, JSON, JUnit XML, one HTML page."""
