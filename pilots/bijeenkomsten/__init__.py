"""The meetings themselves: inviting, the run sheet, the day and the report; one app each."""
