"""Georgian figures: a comma before tetri, a space between thousands (CLDR). Dates as people say them."""

DATE_FORMAT = "j F, Y"
DATETIME_FORMAT = "j F, Y, H:i"
TIME_FORMAT = "H:i"
SHORT_DATE_FORMAT = "d.m.Y"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
