"""The event log and the snapshot of each learner's progress, written in one transaction."""
