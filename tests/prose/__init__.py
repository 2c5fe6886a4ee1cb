import pytest

pytest.register_assert_rewrite("tests.prose.slipped")
