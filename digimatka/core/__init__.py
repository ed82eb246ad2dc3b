"""What may happen on a journey and what follows from it: pure, no clock, no chance, no I/O."""
