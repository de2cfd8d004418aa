"""What stands around every answer, page or JSON: how often an address may ask, compression, security headers."""
