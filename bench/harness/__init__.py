"""Measures the service against named peers on one machine, in one run."""
