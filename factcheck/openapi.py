"""What the OpenAPI document says of itself; no environment changes it."""

from typing import Any, Final

SETTINGS: Final[dict[str, Any]] = {
    "TITLE": "Factcheck API",
    "DESCRIPTION": "Claims, evidence and published verdicts of a fact-checking desk.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "factcheck.promises.write",
    ],
    "ENUM_NAME_OVERRIDES": {  # fields of several rooms share the names kind, state and status
        "ClaimKind": "claims.models.Kind",
        "ClaimStatus": "claims.models.Status",
        "ReviewStatus": "reviews.states.Status",
        "VerdictState": "reviews.models.VerdictState",
        "LinkState": "reviews.models.LinkState",
        "FeedEntryState": "claims.models.EntryState",
        "ImportState": "claims.models.ImportState",
        "ImportOutcome": "claims.models.Outcome",
        "RunState": "claims.models.RunState",
        "EvidenceKind": "reviews.models.EvidenceKind",
        "ClaimChangeKind": "claims.models.ChangeKind",
        "ClaimMatchKind": "claims.models.Alike",
        "ClaimMatchDecision": "claims.models.MatchDecision",
        "FetchKind": ["url", "file"],
        "NoticeKind": "reviews.models.NoticeKind",
        "ReplyChannel": "reviews.models.Channel",
        "ReplyOutcome": "reviews.models.ReplyOutcome",
        "WebhookState": "reviews.models.EndpointState",
        "WebhookKind": "reviews.models.WebhookKind",
        "DeliveryState": "reviews.models.DeliveryState",
        "ReportKind": "reviews.reader_states.Told",
        "ReportStatus": "reviews.reader_states.ReportStatus",
    },
}
