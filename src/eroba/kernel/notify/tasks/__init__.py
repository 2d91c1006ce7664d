"""What this room does after others acted: it tells whoever follows or is concerned, and sends what was written."""
