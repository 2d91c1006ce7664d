"""What a service is, read from its folder into frozen nouns and back. Knows neither database nor web."""
