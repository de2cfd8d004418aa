"""What stood as one text on a part in a treaty becomes a reservation of its own; nothing is lost."""

from typing import Any

from django.db import migrations


def as_rows(apps: Any, schema_editor: Any) -> None:
    reservations = apps.get_model("jurisdictions", "Reservation").objects
    for part in apps.get_model("jurisdictions", "Participation").objects.exclude(reservation=""):
        reservations.create(
            participation=part,
            slug=f"{part.slug}--reservation",
            articles="not told apart",
            summary=part.reservation,
            source=part.source,
            pinpoint=part.pinpoint,
            status=part.status,
            withdrawn_reason=part.withdrawn_reason,
            checked_on=part.checked_on,
            curated_in=part.curated_in,
        )


class Migration(migrations.Migration):
    dependencies = [("jurisdictions", "0007_consequences_and_engagements")]

    operations = [migrations.RunPython(as_rows, migrations.RunPython.noop)]
