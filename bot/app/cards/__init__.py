"""What a client's card holds, as data: made from an interview and a place, drawn by rendering and handlers."""
