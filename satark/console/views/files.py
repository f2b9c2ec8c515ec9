"""Evidence, streamed to whoever may read its case. Nothing an outsider sent is ever run, guessed at or stored by a browser."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_GET

from satark.console import media_types, ranges
from satark.console.access import OfficerRequest, officer_page
from satark.evidence import kinds
from satark.evidence.queries import OpenedEvidence, open_evidence


@officer_page
@require_GET
def evidence(request: OfficerRequest, evidence_id: UUID) -> HttpResponseBase:
    whole = open_evidence(evidence_id)
    try:
        part = ranges.wanted(request.headers.get("Range", ""), whole.size)
    except ranges.Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{whole.size}"})
    if part is None:
        response = StreamingHttpResponse(whole.chunks)
        response["Content-Length"] = str(whole.size)
    else:
        response = StreamingHttpResponse(
            open_evidence(evidence_id, at=part.at, size=part.size).chunks, status=206
        )
        response["Content-Length"] = str(part.size)
        response["Content-Range"] = part.header
    for name, value in safety(whole, evidence_id).items():
        response[name] = value
    return response


def safety(opened: OpenedEvidence, evidence_id: UUID) -> dict[str, str]:
    shown = opened.media_type in kinds.SHOWN
    # The first eight digits name the file on the officer's disk; they say nothing about who sent it.
    name = f"satark-{str(evidence_id)[:8]}.{media_types.ENDINGS.get(opened.media_type, 'bin')}"
    return {
        "Content-Type": opened.media_type if shown else "application/octet-stream",
        "Content-Disposition": f'{"inline" if shown else "attachment"}; filename="{name}"',
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
    }
