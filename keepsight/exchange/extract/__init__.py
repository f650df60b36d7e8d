"""An extract of a whole record, as a folder that `keepsight watch` reads."""
