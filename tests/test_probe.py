import pytest, yaml
from tests.kb.curated.test_curated_data import ROWS
from jurisdictions.models import *
from cases.models import *
pytestmark = pytest.mark.usefixtures("curated")
def test_probe():
    for k,m in ROWS.items(): print(k, m._default_manager.count(), m._default_manager.filter(status="draft").count() if any(f.name=="status" for f in m._meta.fields) else "-")
    print("amends",Statute.amends.through.objects.count(), "ss",Statute.sources.through.objects.count(),"inc",Provision.incorporates.through.objects.count(),"recoded",Coding.objects.exclude(recoded_from="").count(), "sources", Source.objects.count())
    used=set()
    for m in (Statute,LegislativeEvent,Coding,Participation,LegislativeSession):
        for f in m._meta.get_fields():
            if f.related_model is Source and not f.auto_created:
                used|=set(m.objects.values_list(f.name,flat=True))
    used.discard(None)
    print("used by law", len(used))
    un=Source.objects.exclude(pk__in=used)
    # those of cases
    cs=set()
    from django.apps import apps
    for m in apps.get_models():
        if m._meta.app_label in("cases","kb"):
            for f in m._meta.get_fields():
                if f.related_model is Source and not f.auto_created: cs|=set(m._default_manager.values_list(f.name,flat=True))
    print("cases only", un.filter(pk__in=cs).count(), "none", un.exclude(pk__in=cs).count())
