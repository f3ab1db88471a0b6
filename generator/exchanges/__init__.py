"""What a document says about requests and answers, as data for those who send, check or make them.

Reads the document itself, not the generator's intermediate representation: whoever tests a generated client must not
share its view of the document.
"""
