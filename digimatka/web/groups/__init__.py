"""The pages of groups: people, slips, paper, attendance, run sheets; a learner's own page."""
