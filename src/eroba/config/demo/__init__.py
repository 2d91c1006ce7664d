"""The demonstration: two towns at work with invented people, made by the platform's own actions at their real dates."""
