"""What every app stands on: answers, states, the event log, content and the shell of the pages."""
