"""Candidates that a language model proposes, if the desk has one: data in, checked quotes out."""

from claims.proposals.endpoint import Endpoint, ModelFailed, configured
from claims.proposals.running import ask, latest, request_run

__all__ = ["Endpoint", "ModelFailed", "ask", "configured", "latest", "request_run"]
