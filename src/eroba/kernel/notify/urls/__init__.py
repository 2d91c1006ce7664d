"""Addresses of news: below My page, and below a town."""
