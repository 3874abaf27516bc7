"""Makes `standing_against`, what the detectors find in texts, importable from these tests."""
