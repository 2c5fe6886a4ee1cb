import re

from django.conf import settings

from lib.glossary import explained, term, terms


def test_every_term_says_what_it_means_once_and_under_one_key():
    keys = [one.key for one in terms()]
    assert len(keys) == len(set(keys)) >= 60
    labels = [label for one in terms() for label in (one.name, *one.also)]
    assert len(labels) == len(set(labels))
    assert all(one.means.endswith("。") for one in terms())


def test_sources_are_documents_or_tables():
    sources = {one.source for one in terms() if one.source}
    assert all(re.search("《|〔|决算|批复|科目|资产负债表|GB/T", one) for one in sources)


def test_a_label_that_is_a_term_leads_to_its_entry():
    html = explained("301 工资福利支出")
    assert 'href="/help/glossary/#wages"' in html and ">301 工资福利支出</a>" in html
    assert "经济分类 301" in html


def test_other_labels_stay_as_they_are():
    assert explained("决算数字") == "决算数字" and term("") is None
    assert explained("<b>甲</b>") == "&lt;b&gt;甲&lt;/b&gt;"


def test_the_file_is_named_in_the_settings():
    assert settings.GLOSSARY.is_file()


def test_the_page_lists_them_for_everybody(client):
    page = client.get("/help/glossary/").content.decode()
    assert all(f'id="{one.key}"' in page for one in terms())
