import os, runpy, pytest
@pytest.mark.skipif("SCRATCH" not in os.environ, reason="scratch")
def test_scratch(curated):
    runpy.run_path(os.environ["SCRATCH"])
