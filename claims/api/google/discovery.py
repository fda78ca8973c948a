"""The discovery document: how clients learn the methods of this API, written from the table that answers them."""

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from claims.api.caching import fresh
from claims.api.links import site

from .errors import JSON, refusal
from .methods import COMMON, METHODS, SCOPE
from .schemas import SCHEMAS, Json, full_name

VERSION = "v1alpha1"
NAME = "factchecktools"


@csrf_exempt
def discovery(request: HttpRequest) -> HttpResponse:
    """What can be asked here, in the words of Google's discovery service."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})
    if request.method not in ("GET", "HEAD"):
        refused = refusal(405, "This address can only be read.")
        refused["Allow"] = "GET, HEAD, OPTIONS"
        return refused
    if request.GET.get("version", VERSION) not in (VERSION, ""):
        return refusal(404, f"There is only the version {VERSION} here.")
    body = json.dumps(document(f"{site(request)}/"), ensure_ascii=False, indent=2) + "\n"
    response = fresh(request, body)
    response["Content-Type"] = JSON
    return response


def document(root: str) -> Json:
    """The discovery document of this API as it stands at an address that ends with a slash."""
    resources: Json = {}
    for method in METHODS:
        resource, verb = method.name.split(".")
        resources.setdefault(resource, {"methods": {}})["methods"][verb] = method.discovered()
    return {
        "kind": "discovery#restDescription",
        "discoveryVersion": "v1",
        "id": f"{NAME}:{VERSION}",
        "name": NAME,
        "version": VERSION,
        "version_module": True,
        "revision": "20240929",
        "title": "Fact Check Tools API",
        "canonicalName": "Fact Check Tools",
        "description": "Published fact-checks, and markup of pages, in the shape of Google's Fact Check Tools API.",
        "documentationLink": f"{root}api/v1/docs/",
        "protocol": "rest",
        "rootUrl": root,
        "baseUrl": root,
        "basePath": "",
        "servicePath": "",
        "batchPath": "batch",
        "fullyEncodeReservedExpansion": True,
        "auth": {"oauth2": {"scopes": {SCOPE: {"description": "The scope “markup” of a token of this desk."}}}},
        "parameters": {parameter.name: parameter.discovered() for parameter in COMMON},
        "resources": resources,
        "schemas": {
            full_name(name): {
                "id": full_name(name),
                "type": "object",
                "description": schema.description,
                "properties": {field: told.discovered() for field, told in schema.fields.items()},
            }
            for name, schema in SCHEMAS.items()
        },
    }
