"""The peers that the service is measured against."""
