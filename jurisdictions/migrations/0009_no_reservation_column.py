import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("jurisdictions", "0008_reservations_are_rows")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="participation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="participation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="participation",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="participation",
            name="reservation",
        ),
        migrations.RemoveField(
            model_name="participationhistory",
            name="reservation",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "jurisdictions_participationhistory" ("body_id", "checked_on", "curated_in", "ended", "id", "in_force", "jurisdiction_id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinpoint", "ratified", "signed", "slug", "source_id", "status", "treaty_id", "updated_at", "withdrawn_reason") VALUES (NEW."body_id", NEW."checked_on", NEW."curated_in", NEW."ended", NEW."id", NEW."in_force", NEW."jurisdiction_id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pinpoint", NEW."ratified", NEW."signed", NEW."slug", NEW."source_id", NEW."status", NEW."treaty_id", NEW."updated_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="e9b26f1ea4896a5f9a774a7abf570d3dd575363b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f52a3",
                    table="jurisdictions_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "jurisdictions_participationhistory" ("body_id", "checked_on", "curated_in", "ended", "id", "in_force", "jurisdiction_id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinpoint", "ratified", "signed", "slug", "source_id", "status", "treaty_id", "updated_at", "withdrawn_reason") VALUES (NEW."body_id", NEW."checked_on", NEW."curated_in", NEW."ended", NEW."id", NEW."in_force", NEW."jurisdiction_id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pinpoint", NEW."ratified", NEW."signed", NEW."slug", NEW."source_id", NEW."status", NEW."treaty_id", NEW."updated_at", NEW."withdrawn_reason"); RETURN NULL;',
                    hash="4bee87325623705043255edbf764a05cde18387a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_38c5d",
                    table="jurisdictions_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "jurisdictions_participationhistory" ("body_id", "checked_on", "curated_in", "ended", "id", "in_force", "jurisdiction_id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinpoint", "ratified", "signed", "slug", "source_id", "status", "treaty_id", "updated_at", "withdrawn_reason") VALUES (OLD."body_id", OLD."checked_on", OLD."curated_in", OLD."ended", OLD."id", OLD."in_force", OLD."jurisdiction_id", OLD."kind", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pinpoint", OLD."ratified", OLD."signed", OLD."slug", OLD."source_id", OLD."status", OLD."treaty_id", OLD."updated_at", OLD."withdrawn_reason"); RETURN NULL;',
                    hash="bd60cf1d022c5d338410ab8965723294c248d829",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3f315",
                    table="jurisdictions_participation",
                    when="AFTER",
                ),
            ),
        ),
    ]
