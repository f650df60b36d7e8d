"""Forms that show what casework found wrong in the words of a field's own errors."""

from keepsight.web.govuk.form import GovukForm
from keepsight.web.govuk.tags import sentence


class TellingForm(GovukForm):
    """A form whose errors begin with a capital and end without a full stop, whoever found them."""

    def as_said(self, message: str) -> str:
        """The message as a field's own errors are worded."""
        return sentence(message).rstrip(".")
