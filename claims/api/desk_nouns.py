"""What claims are made of, as the desk holds it: what articles, speakers, sources and topics have in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from claims import desk
from claims.errors import Invalid, NotAllowed
from claims.formats.canonical import instant
from claims.vocabulary import TokenScope

from . import shapes
from .bodies import Body
from .desk import ETAG, DeskView
from .editing import adds, edits, read, removes
from .links import link, site
from .paging import CURSOR, Order, page_of, page_size
from .parameters import Parameter, asked, text
from .schema import refusals
from .versions import named_version

NEWEST_FIRST = Order("newest", ("pk",), descending=True)
Q = Parameter(
    "q",
    text(200),
    gettext_lazy("Rows in whose names these words stand."),
    {"type": "string", "minLength": 1, "maxLength": 200},
)
LISTING = (Q, CURSOR, page_size(50))


def as_named(*columns: str) -> dict[str, str]:
    """Columns whose names in answers and bodies are their own."""
    return {name: name for name in columns}


class Held(s.Serializer):
    id = s.CharField(help_text="As the address has it.")
    url = s.URLField()
    html_url = s.URLField(help_text="Its page in the admin.")
    version = s.IntegerField(help_text="Counts up with every change; the ETag.")
    created_at = s.DateTimeField()
    changed_at = s.DateTimeField()


class NounView(DeskView):
    """A private address of a noun."""

    scope = TokenScope.WRITE
    noun: ClassVar[Any]
    route: ClassVar[str]  # of one row
    key: ClassVar[str] = "slug"
    columns: ClassVar[dict[str, str]]  # the name of each in answers and bodies, and on the row
    body: ClassVar[type[Body]]
    new_body: ClassVar[type[Body]]

    def rows(self) -> QuerySet[Any]:
        """All rows, with what is shown of each."""
        return self.noun.objects.all()

    def row(self, key: str) -> Any:
        """One row, for those who may see it; for everybody else it does not exist."""
        if not self.may_see:
            raise Http404
        return get_object_or_404(self.rows(), **{self.key: key})

    @property
    def may_see(self) -> bool:
        """Whether this person may see rows of the noun."""
        return self.person.has_perm(f"claims.view_{self.noun._meta.model_name}")

    def shown(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """A row as its editors have it."""
        key = getattr(row, self.key)
        admin = reverse(f"admin:claims_{self.noun._meta.model_name}_change", args=[row.pk])
        return {
            "id": key,
            "url": link(request, self.route, key),
            "html_url": site(request) + admin,
            "version": row.version,
            **{name: getattr(row, column) for name, column in self.columns.items()},
            "created_at": instant(row.created_at),
            "changed_at": instant(row.changed_at),
        }

    @contextmanager
    def called_as_sent(self) -> Iterator[None]:
        """Let a refusal name each field as the body does."""
        try:
            yield
        except Invalid as refusal:
            names = {column: name for name, column in self.columns.items()}
            fields = {names.get(column, column): said for column, said in refusal.fields.items()}
            reasons = [f"{name}: {' '.join(said).removesuffix('.')}" for name, said in fields.items()]
            raise Invalid(refusal.what, *(reasons or refusal.reasons), fields=fields) from refusal

    def answer(self, key: str, *, status: int = 200) -> Response:
        """The row as it stands now, with its version as ETag."""
        row = get_object_or_404(self.rows(), **{self.key: key})
        shown = self.shown(self.request, row)
        headers = {"ETag": f'"v{row.version}"'} | ({"Location": shown["url"]} if status == HTTP_201_CREATED else {})
        return Response(shown, status=status, headers=headers)


class NounList(NounView):
    def get(self, request: Request) -> Response:
        """A page of them, the newest first."""
        if not self.may_see:
            raise NotAllowed(_("The desk was not shown"), _("your group does not have the right to see it"))
        wanted = asked(request, LISTING)
        rows = self.rows().called(wanted["q"]) if "q" in wanted else self.rows()  # type: ignore[attr-defined]
        size, cursor = wanted.get("page_size", 50), wanted.get("cursor", "")
        page = page_of(request, rows, NEWEST_FIRST, size=size, cursor=cursor)
        results = [self.shown(request, row) for row in page.rows]
        return Response({"next": page.next, "previous": page.previous, "results": results})

    def post(self, request: Request) -> Response:
        """Add one; without a slug it gets one."""
        body = read(self.new_body, request)
        with self.called_as_sent():
            added = desk.add_to_desk(self.noun, by=self.person, **body)
        return self.answer(getattr(added, self.key), status=HTTP_201_CREATED)


class NounDetail(NounView):
    def get(self, request: Request, **path: str) -> Response:
        """All that the desk holds of it."""
        self.row(path[self.key])
        return self.answer(path[self.key])

    def patch(self, request: Request, **path: str) -> Response:
        """What is not sent stays as it is."""
        row = self.row(path[self.key])
        version, _seen = named_version(request)
        body = read(self.body, request, partial=True)
        with self.called_as_sent():
            edited = desk.edit_on_desk(row, by=self.person, version=version, **body)
        return self.answer(getattr(edited, self.key))

    def delete(self, request: Request, **path: str) -> Response:
        """Nothing may use it, and no reader may have been told of it."""
        row = self.row(path[self.key])
        version, _seen = named_version(request)
        desk.remove_from_desk(row, by=self.person, version=version)
        return Response(status=HTTP_204_NO_CONTENT)


def documented(name: str, one: Any, many: Any, shape: type[s.Serializer]) -> Any:
    """Say in the schema what the list and the detail of a noun do."""

    def of(view: Any) -> Any:
        if issubclass(view, NounList):
            lists = extend_schema(
                operation_id=f"desk_{name}_list",
                summary=many,
                parameters=[parameter.documented() for parameter in LISTING],
                responses={200: shapes.page(f"{shape.__name__}Page", shape), **refusals(400, 401, 403)},
            )
            creates = adds(f"desk_{name}_create", gettext_lazy("Add one to the desk"), view.new_body, shape)
            return extend_schema_view(get=lists, post=creates)(view)
        reads = extend_schema(
            operation_id=f"desk_{name}_read",
            summary=one,
            parameters=[ETAG],
            responses={200: shape, **refusals(401, 403, 404)},
        )
        rewrites = edits(f"desk_{name}_edit", gettext_lazy("Rewrite it"), view.body, shape)
        takes = removes(f"desk_{name}_remove", gettext_lazy("Remove it, where nothing uses it and no reader knows it"))
        return extend_schema_view(get=reads, patch=rewrites, delete=takes)(view)

    return of
