"""Measurements that can be repeated. Each prints a table, and one line of JSON; none is a test."""
