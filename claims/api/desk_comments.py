"""What colleagues say about a claim, for programs of those who work at the desk. It needs no version of the claim."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers as s
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from claims import desk
from claims.errors import NotAllowed
from claims.formats.canonical import instant
from claims.models import Claim, Comment

from . import shapes
from .bodies import Body, NoBody
from .desk import CSRF, DeskView
from .desk_state import person
from .errors import faulty
from .paging import CURSOR, Order, page_of, page_size
from .parameters import asked
from .schema import refusals

OLDEST_FIRST = Order("oldest", ("pk",))
LISTING = (CURSOR, page_size(50))
NUMBER: dict[str, Any] = {"min_value": 1, "max_value": 2**31 - 1, "required": False, "allow_null": True}


class WordsBody(Body):
    body = s.CharField(max_length=5000, help_text="Plain text. @username or @“public name” tells that person.")


class CommentBody(WordsBody):
    answers = s.IntegerField(help_text="The id of a comment in the thread that this answers.", **NUMBER)
    evidence = s.IntegerField(help_text="The number of the evidence that it is about.", **NUMBER)
    passage = s.CharField(
        max_length=500, required=False, allow_blank=True, help_text="Words of the rationale that it is about."
    )


class DeskComment(s.Serializer):
    id = s.IntegerField()
    answers = s.IntegerField(allow_null=True, help_text="The comment that begins its thread.")
    evidence = s.IntegerField(allow_null=True, help_text="The number of the evidence that it is about.")
    passage = s.CharField(help_text="The words of the rationale that it is about.")
    passage_stands = s.BooleanField(allow_null=True, help_text="Whether the rationale still has these words.")
    body = s.CharField()
    written_by = shapes.Person()
    written_at = s.DateTimeField()
    edited_at = s.DateTimeField(allow_null=True)
    resolved_by = shapes.Person(allow_null=True)
    resolved_at = s.DateTimeField(allow_null=True)


class WrittenComment(DeskComment):
    hints = s.ListField(child=s.CharField(), help_text="Names that told nobody, and why.")


def shown(comment: Comment) -> dict[str, Any]:
    """A comment as colleagues see it."""
    return {
        "id": comment.pk,
        "answers": comment.answers_id,
        "evidence": comment.evidence.number if comment.evidence else None,
        "passage": comment.passage,
        "passage_stands": comment.still_stands_in(desk.rationale_of(comment.claim)) if comment.passage else None,
        "body": comment.body,
        "written_by": person(comment.written_by),
        "written_at": instant(comment.written_at),
        "edited_at": instant(comment.edited_at) if comment.edited_at else None,
        "resolved_by": person(comment.resolved_by),
        "resolved_at": instant(comment.resolved_at) if comment.resolved_at else None,
    }


class CommentView(DeskView):
    """A private address of a discussion."""

    def discussed(self, public_id: str) -> Claim:
        """The claim, unless what is said about it could give away a verdict that this person may not know yet."""
        claim = self.claim(public_id)
        if claim.is_blind_for(self.person):
            reason = _("give your second verdict first: the discussion could tell you the other one")
            raise NotAllowed(_("The discussion was not shown"), reason)
        return claim

    def answer(self, comment: Comment, *, status: int = 200) -> Response:
        """The comment as it stands now, with a hint for each name that told nobody."""
        fresh = Comment.objects.for_the_desk().get(pk=comment.pk)
        return Response(shown(fresh) | {"hints": desk.unknown_names(fresh.body)}, status=status)


class DeskComments(CommentView):
    @extend_schema(
        operation_id="desk_comments_list",
        summary=gettext_lazy("What colleagues say about a claim, oldest first"),
        parameters=[parameter.documented() for parameter in LISTING],
        responses={200: shapes.page("DeskCommentPage", DeskComment), **refusals(400, 401, 403, 404)},
    )
    def get(self, request: Request, public_id: str) -> Response:
        """A page of its comments."""
        claim = self.discussed(public_id)
        wanted = asked(request, LISTING)
        comments = Comment.objects.for_the_desk().filter(claim=claim)
        size, cursor = wanted.get("page_size", 50), wanted.get("cursor", "")
        page = page_of(request, comments, OLDEST_FIRST, size=size, cursor=cursor)
        return Response({"next": page.next, "previous": page.previous, "results": [shown(row) for row in page.rows]})

    @extend_schema(
        operation_id="desk_comments_write",
        summary=gettext_lazy("Say something about a claim, its evidence or its rationale, or answer"),
        parameters=[CSRF],
        request=CommentBody,
        responses={201: WrittenComment, **refusals(400, 401, 403, 404, 413, 415)},
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Write a comment, which changes nothing of the claim itself."""
        claim = self.discussed(public_id)
        body = CommentBody(data=request.data)
        body.is_valid(raise_exception=True)
        written = desk.comment(claim, by=self.person, **_found(claim, **body.validated_data))
        return self.answer(written, status=HTTP_201_CREATED)


def _found(
    claim: Claim, *, body: str, evidence: int | None = None, passage: str = "", answers: int | None = None
) -> dict[str, Any]:
    """What a body names by number, looked up among what belongs to the claim."""
    cited = claim.evidence.filter(number=evidence).first() if evidence else None
    thread = claim.comments.filter(pk=answers).select_related("answers").first() if answers else None
    faults = {}
    if evidence and cited is None:
        faults["evidence"] = _("no evidence of this claim has that number")
    if answers and thread is None:
        faults["answers"] = _("no comment on this claim has that id")
    if faults:
        raise faulty(_("Nothing was changed"), faults)
    return {"body": body, "evidence": cited, "passage": passage, "answers": thread}


class CommentActView(CommentView):
    """One act on one comment."""

    body: ClassVar[type[Body]] = NoBody
    act: ClassVar[Callable[..., Comment]]

    def post(self, request: Request, public_id: str, comment: int) -> Response:
        """Do it, and answer with the comment as it stands then."""
        found = get_object_or_404(self.discussed(public_id).comments, pk=comment)
        body = self.body(data=request.data)
        body.is_valid(raise_exception=True)
        return self.answer(self.act(found, by=self.person, **body.validated_data))


def acts_on_comments(operation: str, does: Any) -> Callable[[type[CommentActView]], type[CommentActView]]:
    """Say in the schema what an act does and takes."""

    def documented(view: type[CommentActView]) -> type[CommentActView]:
        described = extend_schema(
            operation_id=operation,
            summary=does,
            parameters=[CSRF],
            request=None if view.body is NoBody else view.body,
            responses={200: WrittenComment, **refusals(400, 401, 403, 404, 409, 413, 415)},
        )
        return extend_schema_view(post=described)(view)

    return documented


@acts_on_comments("desk_comments_reword", gettext_lazy("Change one’s own comment shortly after it was written"))
class Reword(CommentActView):
    body = WordsBody
    act = staticmethod(desk.reword)


@acts_on_comments("desk_comments_resolve", gettext_lazy("Call a thread settled"))
class Resolve(CommentActView):
    act = staticmethod(desk.resolve)


@acts_on_comments("desk_comments_reopen", gettext_lazy("Take a resolved thread up again"))
class Reopen(CommentActView):
    act = staticmethod(desk.reopen_thread)
