"""Traces of requests with OpenTelemetry, where they are switched on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import propagate
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, StatusCode

from api.endpoint import Reply

DEFAULT_NAME = "rolegraph"


class Tracing:
    """Spans go to where the OTEL_… variables say, over HTTP."""

    def __init__(self) -> None:
        named = OTELResourceDetector().detect()
        self._provider = TracerProvider(resource=Resource({SERVICE_NAME: DEFAULT_NAME}).merge(named))
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("rolegraph.api")

    @contextmanager
    def span(self, method: str, path: str, headers: Mapping[bytes, bytes]) -> Iterator[Span]:
        """The span of a request, below that of the caller if it sent one."""
        carrier = {name.decode("latin-1"): value.decode("latin-1") for name, value in headers.items()}
        attributes = {"http.request.method": method, "url.path": path}
        with self._tracer.start_as_current_span(
            "GraphQL", propagate.extract(carrier), SpanKind.SERVER, attributes
        ) as span:
            yield span

    def tell(self, span: Span, reply: Reply) -> None:
        """What the reply was."""
        span.update_name(f"GraphQL {reply.label}".strip())
        span.set_attribute("http.response.status_code", reply.status)
        span.set_attribute("graphql.operation.name", reply.label)
        span.set_attribute("rolegraph.outcome", reply.outcome)
        if reply.reason:
            span.set_attribute("rolegraph.reason", reply.reason)
        if reply.status >= 500:
            span.set_status(StatusCode.ERROR)

    def close(self) -> None:
        self._provider.shutdown()
