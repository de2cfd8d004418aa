from django.apps import AppConfig


class KbConfig(AppConfig):
    name = "kb"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Knowledge base: what is built on both"
