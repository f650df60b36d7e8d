"""What somebody without an account told us, and by what reference they can add to it."""

from django.db import models

from keepsight.record.models.person import Child


class PublicContact(models.Model):
    """One contact from the public. Of the reference only a hash is kept: whoever has it may add
    more and see that it was received and decided, and nothing else.

    Who told us is kept here, apart from the child's record, which the family may one day read.
    """

    reference_hash = models.CharField(max_length=64, unique=True)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="public_contacts")
    concern = models.CharField(max_length=64, help_text="The concern that it opened.")
    received_at = models.DateTimeField()
    reporter = models.CharField(max_length=40, help_text="A code of who told us.")
    name = models.CharField(max_length=200, blank=True)
    reached_by = models.CharField(
        max_length=300, blank=True, help_text="A telephone number or an address."
    )

    class Meta:
        db_table = "public_contact"
        indexes = [models.Index(fields=["concern"], name="public_contact_concern")]
