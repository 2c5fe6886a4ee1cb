"""Signatures in PDF after PAdES (ETSI EN 319 142-1), made by pyHanko in a process of their own."""
