"""The markets of the United States by the codes that its statistics use, FIPS 5-2, with those of ISO 3166.

Guam, Puerto Rico and the Virgin Islands are told beside the states, as ISO 3166-2:US has them; the figures of the
nation do not include theirs.
"""

from seeds.importing.observed.records import MarketOf

NATION = MarketOf("US", "United States")
NATION_CODE = "99"

STATES = {
    1: ("AL", "Alabama"),
    2: ("AK", "Alaska"),
    4: ("AZ", "Arizona"),
    5: ("AR", "Arkansas"),
    6: ("CA", "California"),
    8: ("CO", "Colorado"),
    9: ("CT", "Connecticut"),
    10: ("DE", "Delaware"),
    11: ("DC", "District of Columbia"),
    12: ("FL", "Florida"),
    13: ("GA", "Georgia"),
    15: ("HI", "Hawaii"),
    16: ("ID", "Idaho"),
    17: ("IL", "Illinois"),
    18: ("IN", "Indiana"),
    19: ("IA", "Iowa"),
    20: ("KS", "Kansas"),
    21: ("KY", "Kentucky"),
    22: ("LA", "Louisiana"),
    23: ("ME", "Maine"),
    24: ("MD", "Maryland"),
    25: ("MA", "Massachusetts"),
    26: ("MI", "Michigan"),
    27: ("MN", "Minnesota"),
    28: ("MS", "Mississippi"),
    29: ("MO", "Missouri"),
    30: ("MT", "Montana"),
    31: ("NE", "Nebraska"),
    32: ("NV", "Nevada"),
    33: ("NH", "New Hampshire"),
    34: ("NJ", "New Jersey"),
    35: ("NM", "New Mexico"),
    36: ("NY", "New York"),
    37: ("NC", "North Carolina"),
    38: ("ND", "North Dakota"),
    39: ("OH", "Ohio"),
    40: ("OK", "Oklahoma"),
    41: ("OR", "Oregon"),
    42: ("PA", "Pennsylvania"),
    44: ("RI", "Rhode Island"),
    45: ("SC", "South Carolina"),
    46: ("SD", "South Dakota"),
    47: ("TN", "Tennessee"),
    48: ("TX", "Texas"),
    49: ("UT", "Utah"),
    50: ("VT", "Vermont"),
    51: ("VA", "Virginia"),
    53: ("WA", "Washington"),
    54: ("WV", "West Virginia"),
    55: ("WI", "Wisconsin"),
    56: ("WY", "Wyoming"),
    66: ("GU", "Guam"),
    72: ("PR", "Puerto Rico"),
    78: ("VI", "Virgin Islands, U.S."),
}


def market_of(code: str) -> MarketOf | None:
    """The market with a FIPS code, with or without leading zeros; 99 is the nation. None for what is no such code."""
    if code == NATION_CODE:
        return NATION
    found = STATES.get(int(code)) if code.isdecimal() and len(code) <= 2 else None
    return None if found is None else MarketOf(f"US-{found[0]}", found[1], NATION.code)
