"""The pages that people use, a folder for each journey."""
