"""Fact-checks of other publishers: read leniently, kept apart, found only where asked for."""
