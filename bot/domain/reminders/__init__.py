"""When a client is reminded of an unfinished brief. Pure: storage, clock and words stand elsewhere."""
