"""The enumerations of observations in GraphQL, with a description of each value."""

from knowledge.model import vocabulary
from knowledge.questions import paying
from schema.enums import describe

describe(
    vocabulary.Quantity,
    None,
    "What a measure of the labour market tells, whoever publishes it.",
    PAY="What people earn.",
    EMPLOYMENT="How many people do the work.",
    PROJECTED_EMPLOYMENT="How many people are expected to do it.",
    EMPLOYMENT_CHANGE="By how much employment is expected to change over the period.",
    OPENINGS="How many openings a year are expected, for growth and for who leaves.",
    CONCENTRATION="How much of the employment of a market it is, by itself or compared with elsewhere.",
    ENTRY_EDUCATION="The education that people typically enter with.",
    EXPOSURE="How much of the work something new can do or change, such as artificial intelligence.",
    OTHER="Something else: the measure says what.",
)
describe(
    vocabulary.Unit,
    None,
    "What the figures of a measure count.",
    MONEY="An amount of `currency`, for each `per` if that is told.",
    PEOPLE="People, or jobs.",
    SHARE="A share, 0 to 1.",
    PERCENT="Per cent.",
    PER_THOUSAND="So many of a thousand.",
    RATIO="One thing divided by another: 1 is as much.",
    INDEX="A scale of the publisher's own.",
    CATEGORY="No number but one of several answers.",
)
describe(
    vocabulary.Statistic,
    None,
    "One of the numbers of an observation.",
    VALUE="`value`: of a distribution the median.",
    MINIMUM="`minimum`.",
    MAXIMUM="`maximum`.",
    MEAN="`mean`.",
    P10="`p10`.",
    P25="`p25`.",
    P75="`p75`.",
    P90="`p90`.",
    RELATIVE_ERROR="`relativeError`.",
)
describe(
    paying.PayStatistic,
    None,
    "What of the pay of two roles is compared.",
    MEDIAN="The medians that one publisher observed of both.",
    MIDPOINT="The middles of the pay ranges that are stated of them: rougher than medians.",
)
describe(
    paying.PayUnknown,
    None,
    "Why the pay of two roles cannot be compared.",
    FROM_UNKNOWN="Nobody tells the pay of the role that is left.",
    TO_UNKNOWN="Nobody tells the pay of the role that is taken.",
    BOTH_UNKNOWN="Nobody tells the pay of either.",
    FROM_TOP_CODED="The median of the role that is left is at or above the highest that the publisher tells.",
    TO_TOP_CODED="The median of the role that is taken is at or above the highest that the publisher tells.",
    OTHER_MARKET="It is told of different markets.",
    OTHER_CURRENCY="It is told in different currencies, which are never mixed.",
    OTHER_PERIOD="It is told for different periods, as an hour and a year.",
    OTHER_TIME="It is told of different times, or by different measures.",
)
