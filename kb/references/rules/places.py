"""Names of countries as Bluebook abbreviates them after foreign sources."""

from __future__ import annotations

from jurisdictions.models import Court, Jurisdiction

#: Bluebook, table T10.3; by ISO 3166-1 code. A name that the table does not shorten stands in full.
_COUNTRIES = {
    "AE": "U.A.E.", "AR": "Arg.", "AT": "Austria", "AU": "Austl.", "BE": "Belg.", "BO": "Bol.", "BR": "Braz.",
    "CA": "Can.", "CH": "Switz.", "CL": "Chile", "CN": "China", "CO": "Colom.", "CZ": "Czech", "DE": "Ger.",
    "DK": "Den.", "EE": "Est.", "ES": "Spain", "FI": "Fin.", "FR": "Fr.", "GB": "U.K.", "GR": "Greece", "HK": "H.K.",
    "ID": "Indon.", "IE": "Ir.", "IL": "Isr.", "IN": "India", "IT": "It.", "JP": "Japan", "KE": "Kenya",
    "KR": "S. Kor.", "KY": "Cayman Is.", "LI": "Liech.", "LU": "Lux.", "MX": "Mex.", "MY": "Malay.", "NG": "Nigeria",
    "NL": "Neth.", "NO": "Nor.", "NZ": "N.Z.", "PE": "Peru", "PH": "Phil.", "PK": "Pak.", "PL": "Pol.", "PT": "Port.",
    "SE": "Swed.", "SG": "Sing.", "SK": "Slovk.", "TH": "Thai.", "TR": "Turk.", "TW": "Taiwan", "UY": "Uru.",
    "ZA": "S. Afr.",
}  # fmt: skip
#: Part of another country, and named itself.
_PARTS = {"GB-SCT": "Scot.", "GB-NIR": "N. Ir.", "GB-ENG": "Eng.", "GB-WLS": "Wales"}

#: Bodies of states: their law and their courts are cited without a country.
_BODIES = frozenset({"EU", "COE", "UN", "AFRICAN-UNION"})


def country(jurisdiction: Jurisdiction) -> str:
    """The country whose law it is; "" for the United States, for bodies of states, and where we know no name."""
    code = jurisdiction.code
    top = code.partition("-")[0]
    if top == "US" or code in _BODIES:
        return ""
    return _PARTS.get(code) or _COUNTRIES.get(top) or (jurisdiction.name if code == top else "")


def country_of_court(court: Court) -> str:
    """As `country`; English courts are cited as England's and not the United Kingdom's."""
    if court.jurisdiction.code.partition("-")[0] == "GB" and "England" in court.name:
        return _PARTS["GB-ENG"]
    return country(court.jurisdiction)
