"""Whom the service is measured against."""
