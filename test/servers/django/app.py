"""A Django project as its documentation makes one, in one file: session sign-in, REST framework, simplejwt.

Usage: app.py DIRECTORY. Keeps its database there, listens on a free port of the loopback and prints its address. Ends, and takes
the directory with it, when its input ends: a test run that is killed leaves nothing behind.
Only what stands under /control/ is the tests' own.
"""

import json
import os
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.handlers import format_date_time
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings

here = Path(sys.argv[1])
ahead = timedelta()


class AnswersInItsOwnTime:
    """The tests' hand on the server's clock: what it tells, and what tokens are judged by."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["Date"] = format_date_time((datetime.now() + ahead).timestamp())
        return response


page = "<!doctype html><title>{title}</title>{body}"
form = '<form method="post">{% csrf_token %}{{ form }}<button>Log in</button></form>'

settings.configure(
    DEBUG=False,
    SECRET_KEY="known to everybody who reads this test, and long enough",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    LOGIN_URL="/accounts/login/",
    LOGIN_REDIRECT_URL="/",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(here / "db.sqlite3")}},
    # Slow hashes are right in production, and nothing that this is about.
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "rest_framework",
        "rest_framework_simplejwt",
        "rest_framework_simplejwt.token_blacklist",
    ],
    MIDDLEWARE=[
        __name__ + ".AnswersInItsOwnTime",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {
                            "registration/login.html": page.format(title="Log in", body=form),
                            "registration/logged_out.html": page.format(title="Logged out", body="See you."),
                        },
                    )
                ]
            },
        }
    ],
    REST_FRAMEWORK={"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]},
    SIMPLE_JWT={
        "ACCESS_TOKEN_LIFETIME": timedelta(minutes=5),
        "ROTATE_REFRESH_TOKENS": True,
        "BLACKLIST_AFTER_ROTATION": True,
    },
)
django.setup()

import jwt.api_jwt
import rest_framework_simplejwt.tokens
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework_simplejwt import views as jwt_views
from rest_framework_simplejwt.authentication import JWTAuthentication


class ServerTime(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + ahead


jwt.api_jwt.datetime = ServerTime
real_utcnow = rest_framework_simplejwt.tokens.aware_utcnow
rest_framework_simplejwt.tokens.aware_utcnow = lambda: real_utcnow() + ahead


def api(authentication):
    """Who is asking, and an order by them, behind one way of being signed in."""

    @api_view(["GET"])
    @authentication_classes([authentication])
    @permission_classes([IsAuthenticated])
    def me(request):
        return Response({"id": request.user.id, "username": request.user.username})

    @api_view(["GET", "POST"])
    @authentication_classes([authentication])
    @permission_classes([IsAuthenticated])
    def orders(request):
        return Response({"by": request.user.username, "order": request.data})

    return me, orders


@login_required
def account(request):
    return HttpResponse(page.format(title="Account", body=request.user.username))


@login_required
def account_data(request):
    return JsonResponse({"username": request.user.username})


@csrf_exempt
def control(request, what):
    """What happens to servers: an administrator acts, time passes."""
    global ahead
    given = json.loads(request.body or b"{}")
    if what == "forget-sessions":
        Session.objects.all().delete()
    elif what == "activate":
        User.objects.filter(username=given["username"]).update(is_active=given["active"])
    elif what == "pass":
        ahead += timedelta(seconds=given["seconds"])
    return JsonResponse({})


session_me, session_orders = api(SessionAuthentication)
jwt_me, jwt_orders = api(JWTAuthentication)
urlpatterns = [
    path("", lambda request: HttpResponse(page.format(title="Home", body=""))),
    path("accounts/login/", auth_views.LoginView.as_view()),
    path("accounts/logout/", auth_views.LogoutView.as_view()),
    path("account/", account),
    path("account.json", account_data),
    path("api/me/", session_me),
    path("api/orders/", session_orders),
    path("api/token/", jwt_views.TokenObtainPairView.as_view()),
    path("api/token/refresh/", jwt_views.TokenRefreshView.as_view()),
    path("api/token/blacklist/", jwt_views.TokenBlacklistView.as_view()),
    path("jwt/me/", jwt_me),
    path("jwt/orders/", jwt_orders),
    path("control/<what>", control),
]


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def end_with_input():
    sys.stdin.read()
    shutil.rmtree(here, ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    Thread(target=end_with_input, daemon=True).start()
    call_command("migrate", verbosity=0)
    for name in ("ada", "grace"):
        User.objects.create_user(name, password="correct")
    with make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Quiet) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()
