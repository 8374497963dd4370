"""The version of everything public, for caches. It knows no room; rooms tell it when a public answer may change."""
