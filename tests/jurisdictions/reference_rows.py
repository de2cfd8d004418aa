"""What `jurisdictions.reference` gives, and checkers of it that return the faults they find."""

from hypothesis import strategies as st

from jurisdictions.reference import ReviewRow, courts, in_force, jurisdictions, reviews

PLACES = {row["code"]: row for row in jurisdictions()}
PARTS_OF_US = {code for code, row in PLACES.items() if row["parent"] == "US"}
COURTS = {row["slug"]: row for row in courts()}
REVIEWS = reviews()
DISTRICTS = [row["slug"] for row in courts() if row["jurisdiction"] == "US" and row["level"] == "trial"]

# Every court that a case, ruling or appeal of the dossiers names.
US_IDS = [
    "acca",
    "akd",
    "armfor",
    "ca1",
    "ca10",
    "ca11",
    "ca2",
    "ca4",
    "ca5",
    "ca6",
    "ca7",
    "ca8",
    "ca9",
    "calctapp",
    "calsuppctsf",
    "cand",
    "flacirct10pol",
    "flacirct13hil",
    "flacirct19ind",
    "flacirct1oka",
    "flacirct6pas",
    "flacirct7vol",
    "fladistctapp2",
    "flmd",
    "gamd",
    "iasd",
    "iddistct",
    "kywd",
    "mdcirctctbalt",
    "mied",
    "msnd",
    "mtjdct",
    "ncwd",
    "nh",
    "njd",
    "nyed",
    "nynassctyct",
    "nynd",
    "ohctapp11",
    "ohio",
    "ohsd",
    "pactcompllackaw",
    "pactcomplyork",
    "pawd",
    "scotus",
    "vaed",
    "wisccirct",
    "wisctapp",
    "wiwd",
]
NAMED = {
    "26th Judicial District Court, Bossier Parish, Louisiana": "us-la-26th-judicial-district-court",
    "Alberta Court of Justice (youth)": "ca-ab-court-of-justice",
    "Arizona Attorney General (no court)": "us-az-attorney-general",
    "Bundesgerichtshof": "de-bundesgerichtshof",
    "Busan District Court (부산지방법원)": "kr-busan-district-court",
    "California Department of Justice (no court)": "us-ca-department-of-justice",
    "Circuit Court of DeKalb County, Illinois": "us-il-circuit-court-dekalb-county",
    "Constitutional Court of Korea (헌법재판소)": "kr-constitutional-court",
    "Constitutional Court of South Africa": "za-constitutional-court",
    "Corte di cassazione, Sezione terza penale": "it-court-of-cassation",
    "County Court of Victoria (Melbourne)": "au-vic-county-court",
    "Cour de cassation, chambre criminelle": "fr-court-of-cassation",
    "Cour du Québec, chambre criminelle et pénale (Saint-François)": "ca-qc-court-of-quebec",
    "Court of Appeal (England and Wales), Criminal Division": "gb-court-of-appeal-criminal-division",
    "Court of Appeal for Saskatchewan": "ca-sk-court-of-appeal",
    "Court of Common Pleas, Pennsylvania (county not stated by the source)": ("us-pa-court-of-common-pleas-unnamed"),
    "Court of General Sessions, Lexington County, South Carolina": ("us-sc-court-of-general-sessions-lexington-county"),
    "Crown Court at Bolton": "gb-crown-court",
    "Danish police with Europol (EC3, J-CAT)": "dk-police",
    "Data Protection Commission (lead supervisory authority)": "ie-data-protection-commission",
    "District Court of Hong Kong": "hk-district-court",
    "District Court of Queensland": "au-qld-district-court",
    "District Court of Travis County, Texas": "us-tx-district-court-travis-county",
    "European Commission": "eu-european-commission",
    "European Court of Human Rights, Fourth Section": "coe-european-court-of-human-rights",
    "Harju Maakohus": "ee-harju-county-court",
    "Harju Maakohus; Tallinna Ringkonnakohus": "ee-harju-county-court",
    "High Court of England and Wales, Divisional Court": "gb-high-court-divisional-court",
    "Hoge Raad der Nederlanden": "nl-supreme-court",
    "Högsta domstolen": "se-supreme-court",
    "Information Commissioner's Office (regulator)": "gb-ico",
    "Juzgado de Menores de Badajoz": "es-juvenile-court-badajoz",
    "North Carolina General Court of Justice (county not stated by the source)": "us-nc-unnamed-court",
    "Ofcom (regulator)": "gb-ofcom",
    "Ontario Court of Justice": "ca-on-court-of-justice",
    "Parquet de Paris (investigation)": "fr-paris-prosecutor",
    "Retten i Randers": "dk-district-court-randers",
    "Superior Court of Gilmer County, Georgia": "us-ga-superior-court-gilmer-county",
    "Supreme Court of Canada": "ca-supreme-court",
    "Supreme Court of India": "in-supreme-court",
    "Supreme Court of Japan, First Petty Bench (最高裁判所第一小法廷)": "jp-supreme-court",
    "Supreme Court of Korea (대법원)": "kr-supreme-court",
    "Supreme Court of New South Wales": "au-nsw-supreme-court",
    "Supreme Court of Tasmania (Launceston)": "au-tas-supreme-court",
    "Tallinna Ringkonnakohus": "ee-tallinn-circuit-court",
    "Tokyo High Court (東京高等裁判所)": "jp-tokyo-high-court",
    "Uppsala tingsrätt": "se-district-court-uppsala",
    "Vestre Landsret": "dk-western-high-court",
    "eSafety Commissioner (regulator)": "au-esafety-commissioner",
}
DOSSIER_NAMES = {slug: slug for slug in US_IDS} | NAMED

days = st.dates().map(lambda day: day.isoformat())


# Checkers. Each returns the faults it finds, so that a spoiled copy can show that it finds them.


def uppers(lower: str, day: str, rows: list[ReviewRow]) -> set[str]:
    return {row["upper"] for row in rows if row["lower"] == lower and in_force(row, day)}


def districts_without_one_circuit(day: str, rows: list[ReviewRow]) -> list[str]:
    return [slug for slug in DISTRICTS if len(uppers(slug, day, rows)) != 1]


def courts_in_a_cycle(day: str, rows: list[ReviewRow]) -> set[str]:
    """Courts left over when every court that nobody below waits for has been taken away."""
    edges = {(row["lower"], row["upper"]) for row in rows if in_force(row, day)}
    while free := {lower for lower, _ in edges} - {upper for _, upper in edges}:
        edges = {(lower, upper) for lower, upper in edges if lower not in free}
    return {court for edge in edges for court in edge}


def above(court: str, day: str, rows: list[ReviewRow]) -> set[str]:
    found: set[str] = set()
    todo = {court}
    while todo:
        todo = {upper for lower in todo for upper in uppers(lower, day, rows)} - found
        found |= todo
    return found
