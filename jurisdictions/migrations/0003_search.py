"""Full text: configurations a language, the functions that columns and queries are made with, the columns."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SQL = r"""
CREATE TEXT SEARCH CONFIGURATION kb_simple (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION kb_simple
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION kb_english (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION kb_english
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION kb_french (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION kb_french
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION kb_german (COPY = pg_catalog.german);
ALTER TEXT SEARCH CONFIGURATION kb_german
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, german_stem;
CREATE TEXT SEARCH CONFIGURATION kb_spanish (COPY = pg_catalog.spanish);
ALTER TEXT SEARCH CONFIGURATION kb_spanish
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, spanish_stem;

CREATE FUNCTION search_configuration(language text) RETURNS regconfig
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE lower(split_part(language, '-', 1))
        WHEN 'en' THEN 'kb_english'::regconfig
        WHEN 'fr' THEN 'kb_french'::regconfig
        WHEN 'de' THEN 'kb_german'::regconfig
        WHEN 'es' THEN 'kb_spanish'::regconfig
        ELSE 'kb_simple'::regconfig
    END;

-- unaccent() itself is only STABLE, because its dictionary could be altered; ours is not.
CREATE FUNCTION folded(given text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(unaccent('unaccent'::regdictionary, given));

-- A name without accents, capitals and punctuation: "r v smith". Two names are the same if these are.
CREATE FUNCTION name_key(given text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN btrim(regexp_replace(folded(given), '[^[:alnum:]]+', ' ', 'g'));

-- How much of the name the typed key is: 1 all of it, 0.6 its beginning, 0.4 whole words in it, else 0.
-- `unspaced`: in a script that sets no blanks between words, any part of it will do.
CREATE FUNCTION name_share(name text, typed text, unspaced boolean) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
        SELECT CASE
            WHEN typed = '' THEN 0
            WHEN key = typed THEN 1
            WHEN starts_with(key, typed || ' ') THEN 0.6
            WHEN position(' ' || typed || ' ' IN ' ' || key || ' ') > 0 THEN 0.4
            WHEN unspaced AND position(typed IN key) > 0 THEN 0.4
            ELSE 0
        END
        FROM (SELECT name_key(name)) AS named(key)
    $$;

-- The parser takes "a/b" for a file name and "F.3d" for a host, and would keep "U.S.C" and "U S C" apart from "USC".
CREATE FUNCTION search_text(given text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(translate(given, '/’', ' '''),
        '(?<=\m[[:alpha:]])(?:\.\s?|\s)(?=[[:alpha:]]\M|[0-9](?:d|th|nd|rd)\M)', '', 'g');

CREATE FUNCTION search_text(given text[]) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT search_text(array_to_string(given, ' ; ')) $$;

CREATE FUNCTION citation_numbers(given text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT ARRAY(SELECT DISTINCT hit[1] FROM regexp_matches(given, '[0-9]+', 'g') AS hit ORDER BY 1) $$;

CREATE FUNCTION citation_numbers(given text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT citation_numbers(array_to_string(given, ' ')) $$;

-- The query for records in one language. Each word or "phrase" may stand as in that language, as in
-- English (our own summaries) or just as typed; all of them are joined by AND; "or" joins what stands on
-- its two sides; "-" refuses. A word that one of these passes over (the, of, la) is required only where
-- nothing else is left. NULL where nothing is.
CREATE FUNCTION search_query(given text, language text) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET client_min_messages = warning  -- not a NOTICE a stop word
    AS $$
DECLARE
    part record;
    config regconfig;
    configs CONSTANT regconfig[] := ARRAY[search_configuration(language), 'kb_english', 'kb_simple'];
    one tsquery;         -- the term in one language
    term tsquery;        -- the term in any
    passed_over boolean;
    branch tsquery;      -- what stands between two "or"
    wanted boolean := false;  -- whether the branch wants anything, or only refuses
    result tsquery;
    idle tsquery;        -- the words passed over
BEGIN
    FOR part IN
        SELECT hit[1] <> '' AS refused, coalesce(hit[2], hit[3]) AS words, hit[2] IS NOT NULL AS quoted
        FROM regexp_matches(search_text(left(given, 500)), '(-?)(?:"([^"]*)"?|([^\s"]+))', 'g') AS hit
        LIMIT 64
    LOOP
        IF lower(part.words) = 'or' AND NOT part.quoted AND NOT part.refused THEN
            IF wanted THEN
                result := coalesce(result || branch, branch);
            END IF;
            branch := NULL;
            wanted := false;
            CONTINUE;
        END IF;
        term := NULL;
        passed_over := false;
        FOREACH config IN ARRAY configs LOOP
            one := phraseto_tsquery(config, part.words);
            IF numnode(one) = 0 THEN
                passed_over := true;
            ELSIF term IS NULL THEN
                term := one;
            ELSIF position(one::text IN term::text) = 0 THEN
                term := term || one;
            END IF;
        END LOOP;
        IF term IS NULL THEN
            CONTINUE;
        END IF;
        IF passed_over THEN
            idle := coalesce(idle && term, term);
            CONTINUE;
        END IF;
        IF part.refused THEN
            term := !!term;
        ELSE
            wanted := true;
        END IF;
        branch := coalesce(branch && term, term);
    END LOOP;
    IF wanted THEN
        result := coalesce(result || branch, branch);
    END IF;
    RETURN coalesce(result, idle);
END $$;

-- All the words of several rows (the wordings of one provision) as one text.
CREATE AGGREGATE all_words(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '', PARALLEL = SAFE);
"""

UNDO = """
DROP AGGREGATE all_words(tsvector);
DROP FUNCTION search_query(text, text);
DROP FUNCTION citation_numbers(text[]);
DROP FUNCTION citation_numbers(text);
DROP FUNCTION search_text(text[]);
DROP FUNCTION search_text(text);
DROP FUNCTION name_share(text, text, boolean);
DROP FUNCTION name_key(text);
DROP FUNCTION folded(text);
DROP FUNCTION search_configuration(text);
DROP TEXT SEARCH CONFIGURATION kb_spanish;
DROP TEXT SEARCH CONFIGURATION kb_german;
DROP TEXT SEARCH CONFIGURATION kb_french;
DROP TEXT SEARCH CONFIGURATION kb_english;
DROP TEXT SEARCH CONFIGURATION kb_simple;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('jurisdictions', '0002_initial'),
    ]

    operations = [
        migrations.RunSQL(SQL, UNDO),
        pgtrigger.migrations.RemoveTrigger(
            model_name='court',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='jurisdiction',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='provision',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='question',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='statute',
            name='update_update',
        ),
        migrations.AddField(
            model_name='court',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector(models.Func(models.F('name'), function='search_text', output_field=models.TextField()), models.Func(models.F('name_local'), function='search_text', output_field=models.TextField()), models.Func(models.F('short_name'), function='search_text', output_field=models.TextField()), config='kb_english', weight='A'), '||', django.contrib.postgres.search.SearchVector(models.Func(models.F('note'), function='search_text', output_field=models.TextField()), config='kb_english', weight='C'), django.contrib.postgres.search.SearchConfig('kb_english')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='jurisdiction',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector(models.Func(models.F('name'), function='search_text', output_field=models.TextField()), models.Func(models.F('code'), function='search_text', output_field=models.TextField()), config='kb_english', weight='A'), '||', django.contrib.postgres.search.SearchVector(models.Func(models.F('note'), function='search_text', output_field=models.TextField()), config='kb_english', weight='C'), django.contrib.postgres.search.SearchConfig('kb_english')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='provision',
            name='citation_numbers',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('label'), function='citation_numbers', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField())), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
        ),
        migrations.AddField(
            model_name='provision',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector(models.Func(models.F('label'), function='search_text', output_field=models.TextField()), config='kb_english', weight='A'), '||', django.contrib.postgres.search.SearchVector(models.Func(models.F('note'), function='search_text', output_field=models.TextField()), config='kb_english', weight='C'), django.contrib.postgres.search.SearchConfig('kb_english')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='provisiontext',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector(models.Func(models.F('summary'), function='search_text', output_field=models.TextField()), config='kb_english', weight='B'), '||', django.contrib.postgres.search.SearchVector(models.Func(models.F('penalty'), function='search_text', output_field=models.TextField()), models.Func(models.F('note'), function='search_text', output_field=models.TextField()), config='kb_english', weight='C'), django.contrib.postgres.search.SearchConfig('kb_english')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='question',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector(models.Func(models.F('label'), function='search_text', output_field=models.TextField()), models.Func(models.F('text'), function='search_text', output_field=models.TextField()), config='kb_english', weight='A'), '||', django.contrib.postgres.search.SearchVector(models.Func(models.F('rule'), function='search_text', output_field=models.TextField()), config='kb_english', weight='B'), django.contrib.postgres.search.SearchConfig('kb_english')), '||', django.contrib.postgres.search.SearchVector(models.Func(models.F('note'), function='search_text', output_field=models.TextField()), config='kb_english', weight='C'), django.contrib.postgres.search.SearchConfig('kb_english')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='source',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector(models.Func(models.F('title'), function='search_text', output_field=models.TextField()), models.Func(models.F('publisher'), function='search_text', output_field=models.TextField()), config=models.Func(models.F('language'), function='search_configuration', output_field=models.CharField()), weight='A'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='statute',
            name='citation_numbers',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('citation'), function='citation_numbers', output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField())), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
        ),
        migrations.AddField(
            model_name='statute',
            name='search',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector(models.Func(models.F('citation'), function='search_text', output_field=models.TextField()), models.Func(models.F('title'), function='search_text', output_field=models.TextField()), config=models.Func(models.F('language'), function='search_configuration', output_field=models.CharField()), weight='A'), '||', django.contrib.postgres.search.SearchVector(models.Func(models.F('summary'), function='search_text', output_field=models.TextField()), config='kb_english', weight='B'), django.contrib.postgres.search.SearchConfig(models.Func(models.F('language'), function='search_configuration', output_field=models.CharField()))), '||', django.contrib.postgres.search.SearchVector(models.Func(models.F('note'), function='search_text', output_field=models.TextField()), config='kb_english', weight='C'), django.contrib.postgres.search.SearchConfig(models.Func(models.F('language'), function='search_configuration', output_field=models.CharField()))), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='court',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='court_search'),
        ),
        migrations.AddIndex(
            model_name='jurisdiction',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='jurisdiction_search'),
        ),
        migrations.AddIndex(
            model_name='provision',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='provision_search'),
        ),
        migrations.AddIndex(
            model_name='provision',
            index=django.contrib.postgres.indexes.GinIndex(fields=['citation_numbers'], name='provision_citation_numbers'),
        ),
        migrations.AddIndex(
            model_name='provisiontext',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='provision_text_search'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='question_search'),
        ),
        migrations.AddIndex(
            model_name='source',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='source_search'),
        ),
        migrations.AddIndex(
            model_name='statute',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='statute_search'),
        ),
        migrations.AddIndex(
            model_name='statute',
            index=django.contrib.postgres.indexes.GinIndex(fields=['citation_numbers'], name='statute_citation_numbers'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='court',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."courts_db_id" IS DISTINCT FROM (NEW."courts_db_id") OR OLD."curated_in" IS DISTINCT FROM (NEW."curated_in") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jurisdiction_id" IS DISTINCT FROM (NEW."jurisdiction_id") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_local" IS DISTINCT FROM (NEW."name_local") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."predecessor_id" IS DISTINCT FROM (NEW."predecessor_id") OR OLD."predecessor_authority" IS DISTINCT FROM (NEW."predecessor_authority") OR OLD."predecessor_before" IS DISTINCT FROM (NEW."predecessor_before") OR OLD."short_name" IS DISTINCT FROM (NEW."short_name") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))', func='INSERT INTO "jurisdictions_courthistory" ("checked_on", "courts_db_id", "curated_in", "id", "jurisdiction_id", "level", "name", "name_local", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_authority", "predecessor_before", "predecessor_id", "short_name", "since", "slug", "status", "until", "updated_at", "withdrawn_reason") VALUES (NEW."checked_on", NEW."courts_db_id", NEW."curated_in", NEW."id", NEW."jurisdiction_id", NEW."level", NEW."name", NEW."name_local", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."predecessor_authority", NEW."predecessor_before", NEW."predecessor_id", NEW."short_name", NEW."since", NEW."slug", NEW."status", NEW."until", NEW."updated_at", NEW."withdrawn_reason"); RETURN NULL;', hash='f8a50e1682acec2d589a0baae53a69c8c8efe0f6', operation='UPDATE', pgid='pgtrigger_update_update_0eb44', table='jurisdictions_court', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jurisdiction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."curated_in" IS DISTINCT FROM (NEW."curated_in") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."legal_system" IS DISTINCT FROM (NEW."legal_system") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."path" IS DISTINCT FROM (NEW."path") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))', func='INSERT INTO "jurisdictions_jurisdictionhistory" ("checked_on", "code", "curated_in", "id", "kind", "legal_system", "name", "note", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "status", "updated_at", "withdrawn_reason") VALUES (NEW."checked_on", NEW."code", NEW."curated_in", NEW."id", NEW."kind", NEW."legal_system", NEW."name", NEW."note", NEW."parent_id", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."status", NEW."updated_at", NEW."withdrawn_reason"); RETURN NULL;', hash='dbc47d2eb3850bb85b562e98aeb01048a8183718', operation='UPDATE', pgid='pgtrigger_update_update_8129d', table='jurisdictions_jurisdiction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='provision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."curated_in" IS DISTINCT FROM (NEW."curated_in") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_group" IS DISTINCT FROM (NEW."is_group") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."statute_id" IS DISTINCT FROM (NEW."statute_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))', func='INSERT INTO "jurisdictions_provisionhistory" ("checked_on", "curated_in", "id", "is_group", "label", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "status", "statute_id", "updated_at", "withdrawn_reason") VALUES (NEW."checked_on", NEW."curated_in", NEW."id", NEW."is_group", NEW."label", NEW."note", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."slug", NEW."status", NEW."statute_id", NEW."updated_at", NEW."withdrawn_reason"); RETURN NULL;', hash='b00f28c4c09ad73c93652e2a83f7c270a41ead6a', operation='UPDATE', pgid='pgtrigger_update_update_b56c2', table='jurisdictions_provision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='question',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answers" IS DISTINCT FROM (NEW."answers") OR OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."curated_in" IS DISTINCT FROM (NEW."curated_in") OR OLD."edition" IS DISTINCT FROM (NEW."edition") OR OLD."group" IS DISTINCT FROM (NEW."group") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."rule" IS DISTINCT FROM (NEW."rule") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))', func='INSERT INTO "jurisdictions_questionhistory" ("answers", "checked_on", "curated_in", "edition", "group", "id", "label", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rule", "slug", "status", "text", "updated_at", "withdrawn_reason") VALUES (NEW."answers", NEW."checked_on", NEW."curated_in", NEW."edition", NEW."group", NEW."id", NEW."label", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."rule", NEW."slug", NEW."status", NEW."text", NEW."updated_at", NEW."withdrawn_reason"); RETURN NULL;', hash='eefb6bed67daa65da5ecda36981de396de82dfa0', operation='UPDATE', pgid='pgtrigger_update_update_ba692', table='jurisdictions_question', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statute',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."citation" IS DISTINCT FROM (NEW."citation") OR OLD."curated_in" IS DISTINCT FROM (NEW."curated_in") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jurisdiction_id" IS DISTINCT FROM (NEW."jurisdiction_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."official_url" IS DISTINCT FROM (NEW."official_url") OR OLD."official_url_read" IS DISTINCT FROM (NEW."official_url_read") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."stated_status" IS DISTINCT FROM (NEW."stated_status") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))', func='INSERT INTO "jurisdictions_statutehistory" ("checked_on", "citation", "curated_in", "id", "jurisdiction_id", "kind", "language", "note", "official_url", "official_url_read", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stated_status", "status", "summary", "title", "updated_at", "withdrawn_reason") VALUES (NEW."checked_on", NEW."citation", NEW."curated_in", NEW."id", NEW."jurisdiction_id", NEW."kind", NEW."language", NEW."note", NEW."official_url", NEW."official_url_read", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."stated_status", NEW."status", NEW."summary", NEW."title", NEW."updated_at", NEW."withdrawn_reason"); RETURN NULL;', hash='38e3c61bcdf7ac4e00257e4b803c351df973900d', operation='UPDATE', pgid='pgtrigger_update_update_9066a', table='jurisdictions_statute', when='AFTER')),
        ),
    ]
