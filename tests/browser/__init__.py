"""Tests in a real Chromium, and the tools they are written with."""
