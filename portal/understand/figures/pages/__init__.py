"""Figures for people: pages, charts and files, made from what was released."""
