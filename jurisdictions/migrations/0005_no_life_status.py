"""The status of an instrument is worked out by `jurisdictions.lifecycle` alone: its twin in the database goes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("jurisdictions", "0004_of_one_mind")]

    operations = [migrations.RunSQL("DROP FUNCTION life_status(text)", migrations.RunSQL.noop)]
