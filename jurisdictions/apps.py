from django.apps import AppConfig


class JurisdictionsConfig(AppConfig):
    name = "jurisdictions"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Jurisdictions: who makes law and what they enact"
