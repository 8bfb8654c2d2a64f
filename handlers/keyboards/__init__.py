"""Keyboards: pure functions from a card to rows of buttons."""
