"""Webhooks: an app is told by itself what happened, instead of asking again and again."""
