"""What was filed, as files: made once, sealed, signed, kept, handed out, checked."""
