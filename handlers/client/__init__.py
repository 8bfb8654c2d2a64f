"""The client's side: one live card, answered by taps, words and files."""
