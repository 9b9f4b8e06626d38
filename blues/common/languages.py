"""In which language a page is shown."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class PageLanguageMiddleware(LocaleMiddleware):
    """The reader's language where pages are wholly translated into it, English elsewhere.

    A page half in one language and half in another is worse than one in English.
    """

    def process_request(self, request):
        super().process_request(request)
        if translation.get_language() not in settings.PAGE_LANGUAGES:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
