"""The number of a page, as every list takes it."""

from typing import Annotated

from ninja import Query

Page = Annotated[int, Query(ge=1, le=10_000, description="Which page; 1 is the first.")]
