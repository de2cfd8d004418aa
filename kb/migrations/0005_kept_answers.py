"""Changes of penalties and what else is new are noted, and it is counted how often the version was worked out."""

from importlib import import_module

from django.db import migrations

TABLES = (
    "jurisdictions_penalty",
    "jurisdictions_reportingduty",
    "jurisdictions_reservation",
    "jurisdictions_transposition",
    "jurisdictions_transposition_measures",
)

trigger = import_module("kb.migrations.0004_evidence_data_version").trigger


class Migration(migrations.Migration):
    dependencies = [
        ("jurisdictions", "0009_no_reservation_column"),
        ("kb", "0004_evidence_data_version"),
    ]

    operations = [
        *[migrations.RunSQL(trigger(table), f"DROP TRIGGER data_change ON {table}") for table in TABLES],
        migrations.RunSQL("CREATE SEQUENCE kb_version_workings", "DROP SEQUENCE kb_version_workings"),
    ]
