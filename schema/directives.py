"""What the schema says of the cost of its fields, in the words of the GraphQL cost directives specification."""

import strawberry
from strawberry.schema_directive import Location
from strawberry.types.unset import UNSET


@strawberry.schema_directive(
    locations=[
        Location.FIELD_DEFINITION,
        Location.OBJECT,
        Location.ARGUMENT_DEFINITION,
        Location.INPUT_FIELD_DEFINITION,
    ],
    description="What it costs in points to compute a field once, or an object of a type that costs more than one "
    "point; for texts, how many thousand bytes they may take; for lists in arguments, what each item costs, and for "
    "texts in arguments, each thousand letters that were begun. With `letters`, each text costs it once for so many "
    "letters that it begins, and each text of a list. A point is at most about 20 microseconds on one core with all of "
    "ESCO and O*NET loaded.",
)
class Cost:
    weight: int
    letters: int | None = UNSET


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    description="How many items the list is taken to have when its cost is computed: as many as the greatest of "
    "`slicingArguments` says, which for an argument that is a list is its length; without them, or where they are "
    "null, `assumedSize`. Without that, a list has 10.",
)
class ListSize:
    slicing_arguments: list[str] | None = UNSET
    assumed_size: int | None = UNSET


@strawberry.schema_directive(
    locations=[Location.ARGUMENT_DEFINITION, Location.INPUT_FIELD_DEFINITION],
    description="How many letters a text may have, and each text of a list, and how many items a list. Without it, "
    "each is 500 at most. A list that may be left out, or be null, has one item at least, unless `least` says 0: one "
    "with nothing in it could be met by nothing.",
)
class Length:
    letters: int | None = UNSET
    items: int | None = UNSET
    least: int | None = UNSET


@strawberry.schema_directive(
    locations=[Location.ARGUMENT_DEFINITION, Location.INPUT_FIELD_DEFINITION],
    description="Texts that people write about themselves. Requests with one are neither logged nor kept, their "
    "answers are not cached, and they are refused with GET, since addresses end in logs: send them with POST.",
)
class Private:
    pass


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="semanticNonNull",
    description="The field is null only where there is an error for it: clients that handle errors may take it for "
    "non-null. By the nullability working group of the GraphQL Foundation; `levels` are those of a list.",
)
class SemanticNonNull:
    levels: list[int] | None = UNSET


LISTING = Cost(weight=500)  # to look at every entity of a kind
HISTORY = Cost(weight=1_000)  # to ask the database
LONG = Cost(weight=1)  # a text of some hundred letters, or many short ones
NARROWER = ListSize(slicing_arguments=["first"], assumed_size=100)  # the parts of a hierarchy below one
FEW, FOUR = ListSize(assumed_size=2), ListSize(assumed_size=4)  # sources of a fact; roles that are compared
SOME, MANY = ListSize(assumed_size=20), ListSize(assumed_size=50)  # of what roles hold, about as many as most have
RATED = ListSize(assumed_size=80)  # of what O*NET rates each role on
NAMES = [Length(letters=500, items=500), Cost(weight=10, letters=50)]  # of things that have to be found by them
UNLESS_WRONG = SemanticNonNull()  # null where what is asked for cannot be answered
