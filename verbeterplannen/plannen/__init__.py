"""Writing a verbeterplan together and handing it in."""
