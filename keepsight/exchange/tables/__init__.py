"""The tables in a file that somebody sent: CSV, XLSX or DOCX, read with care and never run."""
