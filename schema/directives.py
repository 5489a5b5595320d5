"""What the schema says of the cost of its fields, in the words of the GraphQL cost directives specification."""

import strawberry
from strawberry.schema_directive import Location


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION, Location.OBJECT],
    description="What it costs in points to compute a field once, or an object of a type that costs more than one "
    "point. A point is at most about 50 microseconds on one core with all of ESCO and O*NET loaded.",
)
class Cost:
    weight: int


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    description="How many items the list is taken to have when its cost is computed: as many as the greatest of these "
    "arguments says, which for an argument that is a list is its length. Without it, a list has 10.",
)
class ListSize:
    slicing_arguments: list[str]
