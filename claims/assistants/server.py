"""The server of the Model Context Protocol over streamable HTTP: no session, no stream, one answer to each request."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from mcp import MCPError
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    Tool,
    ToolAnnotations,
)
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .answering import answer_later
from .telling import how_to_use
from .tools import TOOLS

PATH = "/mcp"
BODY_AT_MOST = 64 * 1024
SECONDS_AT_MOST = 30
ONLY_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
Context = ServerRequestContext[Any]


async def list_tools(context: Context, asked: PaginatedRequestParams | None) -> ListToolsResult:
    """Every tool with the schemas of its arguments and its answer."""
    return ListToolsResult(
        tools=[
            Tool(
                name=name,
                title=tool.title,
                description=tool.description,
                input_schema=tool.asks.model_json_schema(),
                output_schema=tool.tells.model_json_schema(mode="serialization"),
                annotations=ONLY_READS,
            )
            for name, tool in TOOLS.items()
        ]
    )


async def call_tool(context: Context, asked: CallToolRequestParams) -> CallToolResult:
    """The answer of one tool."""
    if asked.name not in TOOLS:
        raise MCPError(INVALID_PARAMS, f"There is no such tool. These are: {', '.join(TOOLS)}.")
    return await answer_later(asked.name, asked.arguments or {})


def server() -> Server[Any]:
    """The tools and what an assistant is told first."""
    return Server(
        "factcheck",
        title=settings.SITE_NAME,
        website_url=settings.SITE_URL,
        instructions=how_to_use(),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def application() -> Starlette:
    """The whole site of this server: one address, to which requests are posted."""
    manager = StreamableHTTPSessionManager(
        server(), json_response=True, stateless=True, security_settings=security(), max_request_body_size=BODY_AT_MOST
    )
    endpoint = WithinTime(StreamableHTTPASGIApp(manager), SECONDS_AT_MOST)
    site = Starlette(routes=[Route(PATH, endpoint, methods=["POST"])], lifespan=lambda site: manager.run())
    site.router.redirect_slashes = False
    return site


def security() -> TransportSecuritySettings:
    """Only our own names, with any port: a page elsewhere cannot reach us by a name of its own (DNS rebinding).

    A pattern among ALLOWED_HOSTS (`*`, `.example.org`) names nothing here.
    """
    site = urlsplit(settings.SITE_URL)
    names = {site.hostname or "", *(host for host in settings.ALLOWED_HOSTS if host[0] not in "*.")}
    hosts = [pattern for name in sorted(names) for pattern in (name, f"{name}:*")]
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=[f"{site.scheme}://{host}" for host in hosts])


class WithinTime:
    """Ends a request that takes too long, such as one that is sent byte by byte."""

    def __init__(self, application: ASGIApp, seconds: float) -> None:
        self.application = application
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def tell(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            async with asyncio.timeout(self.seconds):
                await self.application(scope, receive, tell)
        except TimeoutError:
            if not begun:
                await PlainTextResponse("This took too long.", status_code=503)(scope, receive, send)
