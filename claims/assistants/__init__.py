"""The record for assistants: a server of the Model Context Protocol that is only read. Needs requirements-extra.txt."""
