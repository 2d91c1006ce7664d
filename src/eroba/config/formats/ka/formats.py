"""Georgian figures: a comma before tetri, a space between thousands (CLDR). Dates as `kernel/ui/dates.py` says them."""

DATE_FORMAT = "Y წლის j F"
DATETIME_FORMAT = "Y წლის j F, H:i"
YEAR_MONTH_FORMAT = "Y წლის F"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "H:i"
SHORT_DATE_FORMAT = "d.m.Y"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
