"""The face: base templates, components, tokens, words for dates and numbers. Knows no model and no person."""
