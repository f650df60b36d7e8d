"""Pages of assessments: begun, written, asked of partners, handed in and agreed."""
