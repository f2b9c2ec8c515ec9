"""Officers on the roster, those who may sign in to the console, and their sign-ins. No phone number: phones belong to posts and to the relay."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class OfficerManager(BaseUserManager["Officer"]):
    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(username=username)


class Officer(AbstractBaseUser):
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    rank = models.CharField(max_length=20, default="", db_default="")
    """As it is written before the name: SI, Insp., Dy SP."""
    is_active = models.BooleanField(default=True)
    last_login = None  # A sign-in is a row of its own; the console never changes an officer by reading.

    objects = OfficerManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.username


class SignIn(models.Model):
    """One officer at one browser. The database resolves the secret to posts; only its hash is stored."""

    secret_hash = models.BinaryField(primary_key=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="sign_ins")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
