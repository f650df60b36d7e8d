"""The record as Django knows it: one app, one stream of migrations."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The one app of Keepsight that has tables."""

    name = "keepsight.record"
    label = "record"
    verbose_name = "Record"
    default_auto_field = "django.db.models.BigAutoField"
