"""What spoke for a block."""

from pipeline.judge import shipped
from pipeline.learned.reasons import columns_of


def test_every_feature_has_a_say() -> None:
    """Reasons cover all columns, and silence nothing twice."""
    features = shipped().features
    columns = [column for group in columns_of(features).values() for column in group]
    assert sorted(columns) == list(range(len(features)))
