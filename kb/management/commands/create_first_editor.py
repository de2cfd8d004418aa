import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import IntegrityError, transaction

NAME = "editor"


class Command(BaseCommand):
    help = "Make an editor account with a one-time password, unless someone can sign in already."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the password once: it is stored only as a hash and cannot be shown again.

        Does nothing if any active account may enter the admin, whatever its name.
        """
        users = get_user_model()._default_manager
        if users.filter(is_staff=True, is_active=True).exists():
            return
        password = secrets.token_urlsafe(12)
        try:
            with transaction.atomic():
                get_user_model().objects.create_superuser(username=NAME, password=password)
        except IntegrityError:
            # Made by a second process at this moment, or there but barred from the admin.
            self.stderr.write(f"The account {NAME} exists: no other was made.")
            return
        self.stdout.write(
            f"\n  First editor account   name: {NAME}   password: {password}\n"
            "  Shown once, not stored. To set another: manage.py changepassword editor\n"
        )
