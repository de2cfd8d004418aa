"""Which state of the data is published, and triggers that note, at the end of a transaction, that it changed records.

They are constraint triggers because only those can wait for the end: a change is published when it is committed.
"""

from django.db import migrations, models

import jurisdictions.fields

#: Records, and links between them. A test holds that none is missing: a later kind of record needs its own migration.
TABLES = (
    "cases_appealoutcome",
    "cases_case",
    "cases_case_sources",
    "cases_charge",
    "cases_effect",
    "cases_holding",
    "cases_holding_provisions",
    "cases_holding_statutes",
    "cases_issue",
    "cases_ruling",
    "cases_ruling_sources",
    "cases_treatment",
    "jurisdictions_appellatereview",
    "jurisdictions_coding",
    "jurisdictions_court",
    "jurisdictions_court_territory",
    "jurisdictions_jurisdiction",
    "jurisdictions_legislativeevent",
    "jurisdictions_legislativesession",
    "jurisdictions_participation",
    "jurisdictions_provision",
    "jurisdictions_provision_incorporates",
    "jurisdictions_provision_stands_in",
    "jurisdictions_provisiontext",
    "jurisdictions_question",
    "jurisdictions_source",
    "jurisdictions_statute",
    "jurisdictions_statute_amends",
    "jurisdictions_statute_sources",
    "kb_indicator",
    "kb_observation",
    "kb_publishedcount",
)

NOTE = """
CREATE FUNCTION note_data_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kb_datachange (transaction) VALUES (txid_current()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$
"""

#: Data that was there before: its version is still to be worked out.
NOTE_WHAT_IS_THERE = "INSERT INTO kb_datachange (transaction) SELECT 0 WHERE EXISTS (SELECT FROM jurisdictions_source)"


def trigger(table: str) -> str:
    return (
        f"CREATE CONSTRAINT TRIGGER data_change AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_data_change()"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("jurisdictions", "0004_of_one_mind"),
        ("cases", "0003_of_one_mind"),
        ("kb", "0003_of_one_mind"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataChange",
            fields=[("transaction", models.BigIntegerField(primary_key=True, serialize=False))],
        ),
        migrations.CreateModel(
            name="DataVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(help_text="sha256 of all that is published.", max_length=64)),
                ("changed_on", models.DateField(help_text="The day (UTC) on which the data became this.")),
                (
                    "checked_first",
                    jurisdictions.fields.PartialDateField(
                        help_text="The earliest last check of a published record.", null=True
                    ),
                ),
                ("checked_last", jurisdictions.fields.PartialDateField(help_text="The latest.", null=True)),
            ],
            options={"ordering": ["-id"], "get_latest_by": ["id"]},
        ),
        migrations.RunSQL(NOTE, "DROP FUNCTION note_data_change()"),
        *[migrations.RunSQL(trigger(table), f"DROP TRIGGER data_change ON {table}") for table in TABLES],
        migrations.RunSQL(NOTE_WHAT_IS_THERE, migrations.RunSQL.noop),
    ]
