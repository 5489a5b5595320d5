"""Readers of what is observed of the labour market by codes of classifications: pay, outlook, scores."""
