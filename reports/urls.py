from django.urls import path

from reports.views import (
    definitions,
    editing,
    evidence,
    history,
    home,
    library,
    notices,
    preview,
    proofread,
    publication,
    review,
    rules,
    submissions,
    takeover,
    trial,
)

app_name = "reports"
DEFINITION = "definitions/<slug:kind>/<slug:place>/<slug:name>/"
urlpatterns = [
    path("reports/", home.reports, name="list"),
    path("events/", home.events, name="events"),
    path("proofread/", proofread.manuscript, name="proofread"),
    path("rules/", rules.rules, name="rules"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<id:pk>/", notices.notice, name="notice"),
    path("notices/<id:pk>/rules/", rules.notice_rules, name="notice_rules"),
    path("notices/<id:pk>/rules/<slug:code>/", rules.rule, name="rule"),
    path("notices/<id:pk>/trial/", trial.trial, name="trial"),
    path("notices/<id:pk>/open/", home.open_report, name="open"),
    # The unit's own draft
    path("reports/<id:pk>/edit/<slug:step>/", editing.edit, name="edit"),
    path("reports/<id:pk>/edit/<slug:step>/<slug:chapter>/", editing.edit, name="edit_chapter"),
    path("reports/<id:pk>/library/", library.pick, name="library"),
    path("reports/<id:pk>/evidence/", evidence.evidence, name="evidence"),
    path("reports/<id:pk>/evidence/<slug:key>/", evidence.download, name="evidence_file"),
    path("reports/<id:pk>/evidence/<slug:key>/remove/", evidence.remove, name="evidence_remove"),
    path("reports/<id:pk>/explain/", editing.explain, name="explain"),
    path("reports/<id:pk>/preview/", preview.preview, name="preview"),
    path("reports/<id:pk>/draft.pdf", preview.draft, {"kind": "pdf"}, name="draft_pdf"),
    path("reports/<id:pk>/draft.xlsx", preview.draft, {"kind": "xlsx"}, name="draft_xlsx"),
    path("reports/<id:pk>/transition/", preview.transition, name="transition"),
    path("reports/<id:pk>/history/", history.history, name="history"),
    path("reports/<id:pk>/versions/", takeover.versions, name="versions"),
    # Outlines, schedules and schemes: the built-in ones and the bureau's own
    path("definitions/", definitions.definitions, name="definitions"),
    path(DEFINITION, definitions.definition, name="definition"),
    path(f"{DEFINITION}preview/", publication.preview, name="definition_preview"),
    path(f"{DEFINITION}publish/", publication.publish, name="definition_publish"),
    path(f"{DEFINITION}copy/", definitions.copy, name="definition_copy"),
    path(f"{DEFINITION}revise/", definitions.revise, name="definition_revise"),
    path(f"{DEFINITION}discard/", definitions.discard, name="definition_discard"),
    # What was filed, and its review
    path("review/", review.queue, name="queue"),
    path("reports/<id:pk>/review/", review.review, name="review"),
    path("reports/<id:pk>/decide/", review.decide, name="decide"),
    path("submissions/<id:pk>/", submissions.submission, name="submission"),
    path("submissions/<id:pk>/evidence/<slug:key>/", evidence.filed, name="filed_evidence"),
    path("submissions/<id:pk>/<slug:kind>/", submissions.download, name="download"),
]
