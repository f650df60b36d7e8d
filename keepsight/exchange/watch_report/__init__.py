"""What a watch over a folder of extracts found: one self-contained page, and one workbook."""
