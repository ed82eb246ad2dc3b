"""The author's studio: files, editor, preview, playtest, publish, history."""
