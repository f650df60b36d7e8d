"""What a lesson says, as the forms of its steps show it again."""

from typing import Any


def initial(step: str, said: Any) -> dict[str, Any]:
    """The values of a step's form for what was said before."""
    values = said.model_dump(mode="json")
    if step == "source":
        return {**values["source"], "number_is_in_source": values["number_is_in_source"]}
    if step == "whom":
        # Much hangs on it, so nothing is chosen for somebody who has not been asked yet.
        apart = "yes" if said.per_concern else "no" if said.of else ""
        return {**values, "per_concern": apart}
    return dict(values)
