"""What is wrong with a journey beyond its format: a module for each family of checks."""
