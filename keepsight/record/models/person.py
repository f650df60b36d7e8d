"""People: the children who have a record, the others around them, who is related to whom, and
where they lived when."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.db import models


class Person(models.Model):
    """Anybody the record knows by name: a child, a parent, a parent's partner."""

    person_id = models.CharField(primary_key=True, max_length=64)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, help_text="The name as it is matched.")
    born_on = models.DateField(null=True)
    died_on = models.DateField(null=True)

    class Meta:
        db_table = "person"
        indexes = [
            models.Index(fields=["name_key", "born_on"], name="person_name_born"),
            models.Index(fields=["born_on"], name="person_born"),
        ]

    def __str__(self) -> str:
        return self.name


class NameKeys(models.Model):
    """What a person's name is found by (record/name.py). A table of its own, so that whoever reads
    people does not read their keys; only the database's own search does."""

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, primary_key=True, related_name="found_by"
    )
    keys = ArrayField(models.TextField())

    class Meta:
        db_table = "name_keys"
        indexes = [GinIndex(fields=["keys"], name="name_keys_keys")]


class _ChildrenWithTheirNames(models.Manager["Child"]):
    def get_queryset(self) -> models.QuerySet["Child"]:
        return super().get_queryset().select_related("person").filter(kept_as=None)


class Child(models.Model):
    """A person with a record of their own. `child_id` is the `child` of every fact about them.

    Where two records were found to be of one child, `kept_as` of the one names the other, under
    which both are read. `objects` are the children; `every` has such a second record too.
    """

    child_id = models.CharField(primary_key=True, max_length=64)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="child")
    kept_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = _ChildrenWithTheirNames()
    every = models.Manager["Child"]()

    class Meta:
        db_table = "child"
        indexes = [
            models.Index(
                fields=["kept_as"], condition=models.Q(kept_as__isnull=False), name="child_kept_as"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The child's name."""
        return self.person.name

    @property
    def born_on(self) -> date | None:
        """The child's date of birth, where it is known."""
        return self.person.born_on


class Relationship(models.Model):
    """What somebody is to a child, for as long as they are. Brothers and sisters stand both
    ways round."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="relationships")
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="related_to")
    relation = models.CharField(max_length=40, help_text="A code of the list of relations.")
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)

    class Meta:
        db_table = "relationship"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "relative", "relation"], name="relationship_once"
            )
        ]


class Address(models.Model):
    """Where a person lived, from one day up to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    address = models.TextField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        db_table = "address"
        # Who else lives there is asked by the whole address, which may be long.
        indexes = [HashIndex(fields=["address"], name="address_address")]
