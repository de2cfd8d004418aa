"""Full text: a configuration a language, and the functions that columns and queries are made with."""

from django.db import migrations

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
    dependencies = [("jurisdictions", "0001_types")]
    operations = [migrations.RunSQL(SQL, UNDO)]
