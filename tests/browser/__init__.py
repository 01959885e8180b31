"""Tests that drive a real Chromium on the running app."""
