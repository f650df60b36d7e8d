"""Chronologies that agencies send each other: read from CSV, XLSX and DOCX, merged, written."""
