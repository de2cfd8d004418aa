"""The database's own words for partial dates, before the tables that use them."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

PARTIAL_DATE = r"""
CREATE DOMAIN partial_date AS text CHECK (VALUE ~ '^\d{4}(-\d{2}(-\d{2})?)?$');

CREATE FUNCTION partial_date_earliest(given partial_date) RETURNS date
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN make_date(
        left(given::text, 4)::int,
        coalesce(nullif(substr(given::text, 6, 2), ''), '1')::int,
        coalesce(nullif(substr(given::text, 9, 2), ''), '1')::int
    );

CREATE FUNCTION partial_date_latest(given partial_date) RETURNS date
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (partial_date_earliest(given)
        + CASE length(given::text) WHEN 4 THEN interval '1 year' WHEN 7 THEN interval '1 month'
          ELSE interval '1 day' END)::date - 1;

CREATE FUNCTION wording_surely_in_force(valid_from partial_date, valid_to partial_date, shown_on partial_date)
    RETURNS daterange LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE
        WHEN valid_from IS NULL AND shown_on IS NULL THEN NULL
        WHEN valid_to IS NULL THEN daterange(partial_date_latest(coalesce(valid_from, shown_on)), NULL)
        WHEN partial_date_earliest(valid_to) <= partial_date_latest(coalesce(valid_from, shown_on))
            THEN 'empty'::daterange
        ELSE daterange(partial_date_latest(coalesce(valid_from, shown_on)), partial_date_earliest(valid_to))
    END;

-- The status that a life ends in: a word of one letter an event, oldest first (jurisdictions/lifecycle.py holds
-- the rule and the letters; a property test holds the two together). In force: put in force, or amended while
-- enacted, struck down or before anything on record; and since then only steps that take no law out of force.
CREATE FUNCTION life_status(word text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN word ~ '(I|(^|[ES])A)[PEA]*$' THEN 'in-force'
        WHEN word ~ 'PA*$' THEN 'pending'
        WHEN word ~ 'EA*$' THEN 'enacted'
        WHEN word ~ 'RA*$' THEN 'repealed'
        WHEN word ~ 'FA*$' THEN 'failed'
        WHEN word ~ 'VA*$' THEN 'vetoed'
        WHEN word ~ 'SA*$' THEN 'struck-down'
        ELSE 'not-on-record'
    END;
"""

UNDO = """
DROP FUNCTION life_status(text);
DROP FUNCTION wording_surely_in_force(partial_date, partial_date, partial_date);
DROP FUNCTION partial_date_latest(partial_date);
DROP FUNCTION partial_date_earliest(partial_date);
DROP DOMAIN partial_date;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(PARTIAL_DATE, UNDO),
    ]
