"""Findings: what does not fit, one module a family."""
