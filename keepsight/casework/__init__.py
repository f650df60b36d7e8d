"""What people do, a file for each noun, and who may see or do it."""
