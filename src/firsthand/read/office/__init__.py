"""What office programs write: texts (DOCX, ODT, RTF) and tables (workbooks, CSV)."""
