"""What `make` calls to set a checkout up: Node.js, the vendored files, a browser for tests."""
