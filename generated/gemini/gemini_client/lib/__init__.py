"""What people write on top of the Gemini API: shorter ways to ask, to read answers, to upload and to wait."""
