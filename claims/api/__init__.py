"""The JSON API, version 1: the record for any program to read, and the acts of the desk for those who may."""
