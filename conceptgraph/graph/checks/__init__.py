"""What an author should know about a glossary as a whole: one module a family of checks, and a registry of them."""
