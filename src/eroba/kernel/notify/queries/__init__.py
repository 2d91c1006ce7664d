"""Reading news, wishes, follows, and what stands in feeds."""
