"""The outbox: mail that is delivered once."""
