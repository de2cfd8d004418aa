from django.utils.translation import get_language, gettext


def said(text: str) -> str:
    return gettext(text) if text else text


def is_translated(text: str) -> bool:
    return get_language() == "en"
