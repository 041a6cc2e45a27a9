"""Frozen values that flow through the library: documents as read, records as the contract has them, and their JSON."""
