"""What a text names is weighed by the features of the search: all that have a weight are there."""

from knowledge.model.vocabulary import Kind
from tests.conftest import world
from tests.knowledge.test_search import DATASET, OFFICE


def test_a_text_is_read_with_all_features_that_names_are_weighed_by() -> None:
    read = world(DATASET, *OFFICE).reader.read("You know machine learning. We bake bread, too.")
    slugs = [each.entity.slug for each in read.mentions([Kind.SKILL])]
    assert "machine-learning" in slugs
    assert "time-management" not in slugs
