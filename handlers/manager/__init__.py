"""The manager's side: creating briefs, watching them, reading plans."""
