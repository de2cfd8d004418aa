import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")

application = get_wsgi_application()

# What is loaded by now stays for good. Out of the collector's sight, it no longer stops the large answers: the
# matrix's 95th percentile falls to a quarter (docs/decisions/0012-speed.md).
gc.collect()
gc.freeze()
