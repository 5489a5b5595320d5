"""Sheets: records and links as rows of CSV files and of Excel workbooks, read and written."""
