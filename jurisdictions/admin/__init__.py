"""Editing screens of this app, and what the screens of every app are built on."""

from jurisdictions.admin import places, statutes
from jurisdictions.admin.records import RecordAdmin, RecordInline, StackedRecordInline, WordFilter, word

__all__ = ["RecordAdmin", "RecordInline", "StackedRecordInline", "WordFilter", "places", "statutes", "word"]
