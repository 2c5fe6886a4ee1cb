from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from units import views

# "login" itself is wired in config/urls.py, with what other apps put beside it.
urlpatterns = [
    path("logout/", login_not_required(LogoutView.as_view()), name="logout"),
    path("password/", views.password_change, name="password_change"),
    path("accounts/", views.account_list, name="accounts"),
    path("accounts/<id:pk>/", views.account, name="account"),
    path("accounts/<id:pk>/reset/", views.account_reset, name="account_reset"),
    path("accounts/<id:pk>/disable/", views.account_disable, name="account_disable"),
    path("accounts/<id:pk>/enable/", views.account_enable, name="account_enable"),
    path("accounts/<id:pk>/unlock/", views.account_unlock, name="account_unlock"),
]
