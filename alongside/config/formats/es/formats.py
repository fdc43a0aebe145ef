"""Dates and numbers as Spanish writes them in the United States: 1.5, and a month by its name.

05/06 would be May here and June elsewhere.
"""

SHORT_DATE_FORMAT = r"j \d\e F \d\e Y"
SHORT_DATETIME_FORMAT = r"j \d\e F \d\e Y, P"
DATETIME_FORMAT = r"j \d\e F \d\e Y, P"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
