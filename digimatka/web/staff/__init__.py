"""The pages of staff: signing in, one's own account, people, invitations."""
