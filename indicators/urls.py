from django.urls import path

from indicators import views

app_name = "indicators"
urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/add/", views.add, name="add"),
    path("library/<id:pk>/", views.entry, name="entry"),
    path("library/<id:pk>/offer/", views.offer, name="offer"),
]
