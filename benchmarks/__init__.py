"""Measurements of the product, as ratios in one run (docs/performance.md)."""
